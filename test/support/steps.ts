/**
 * Runs the suite's tests as steps of one journey: after the first that fails the next ones are left out, since they
 * need it. Mocha's `bail` would also end all other files of a parallel run.
 */
export function useSteps(): void {
  let isBroken = false;
  beforeEach("goes on only where the journey stands", function () {
    if (isBroken) this.skip();
  });
  afterEach("notes a step that failed", function () {
    isBroken ||= this.currentTest?.state === "failed";
  });
}
