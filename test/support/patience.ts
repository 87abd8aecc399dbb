/**
 * How long a test's connections wait for a lock, a place in the pool or an answer. Production's ten seconds are reached by a busy
 * test machine, and let a test pass in which a wait had to end by itself; this is nearly mocha's own limit.
 */
export const patienceMs = 50_000;
