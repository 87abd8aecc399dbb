/**
 * Refuses TCP connections beyond this machine, in the tests' processes and in the Node processes that
 * inherit their environment. Chromium, PostgreSQL, curl and UDP are not covered.
 */
import { BlockList, isIP, Socket } from "node:net";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

const isLoopback = (address) => loopback.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

const refusal = (host) =>
  Object.assign(new Error(`Tests connect to this machine only, not to ${host}.`), {
    code: "ERR_LOOPBACK_ONLY",
  });

/** A name leads nowhere but where the caller's own look-up says, and only to this machine. */
const guardLookup = (lookup) => (hostname, options, done) =>
  lookup(hostname, options, (error, found, family) => {
    const addresses = Array.isArray(found) ? found.map(({ address }) => address) : [found];
    const foreign = error ? undefined : addresses.find((address) => !isLoopback(address));
    if (foreign === undefined) done(error, found, family);
    else done(refusal(`${hostname} (${foreign})`));
  });

/** What the arguments of `connect` say: options, or a port and a host, or a path. */
function targetOf([first, second]) {
  if (typeof first === "object") return first;
  if (Number.isNaN(Number(first))) return { path: first };
  return { port: first, host: typeof second === "string" ? second : undefined };
}

const connect = Socket.prototype.connect;
Socket.prototype.connect = function (...given) {
  // net.connect hands over the list of its arguments.
  const args = Array.isArray(given[0]) ? given[0] : given;
  const target = targetOf(args);
  const { path, host = "localhost", lookup } = target;
  const isName = isIP(host) === 0;
  if (!path && isName && lookup) target.lookup = guardLookup(lookup);
  else if (!path && (isName ? host !== "localhost" : !isLoopback(host))) {
    return this.destroy(refusal(host));
  }
  return connect.apply(this, given);
};

const own = `--import=${import.meta.url}`;
if (!process.env.NODE_OPTIONS?.includes(own)) {
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ""} ${own}`.trim();
}
