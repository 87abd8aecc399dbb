// Preloaded into a process of its own: names under .example lead to this machine, as a public name would.
import dns from "node:dns";

const lookUp = dns.lookup;

dns.lookup = ((name: string, ...rest: unknown[]) => {
  const asked = name.endsWith(".example") ? "127.0.0.1" : name;
  (lookUp as (...args: unknown[]) => void)(asked, ...rest);
}) as typeof dns.lookup;
