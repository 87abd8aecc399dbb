import { lookup, type LookupAddress, type LookupAllOptions } from "node:dns";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { traceparent } from "../trace.ts";

// https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry
const reserved = new BlockList();
for (const [address, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const) {
  reserved.addSubnet(address, prefix, "ipv4");
}
// Only 2000::/3 is global unicast. Reserved in it: protocol assignments, documentation, and 6to4.
const global = new BlockList();
global.addSubnet("2000::", 3, "ipv6");
for (const [address, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const) {
  reserved.addSubnet(address, prefix, "ipv6");
}

/**
 * Whether the address is routable on the public internet.
 * @internal
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 6) return global.check(address, "ipv6") && !reserved.check(address, "ipv6");
  return isIP(address) === 4 && !reserved.check(address, "ipv4");
}

/** Why the URL is not accepted as a webhook address; undefined when it is. */
export function webhookAddressFault(url: string, onlyPublic: boolean): string | undefined {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !["https:", "http:"].includes(parsed.protocol)) return "must be an https address";
  if (parsed.username !== "" || parsed.password !== "") return "must name no user and no password";
  if (!onlyPublic) return undefined;
  if (parsed.protocol !== "https:") return "must be an https address";
  const host = parsed.hostname.replace(/^\[|\]$/g, "");
  const isName =
    isIP(host) === 0 && host.includes(".") && !/\.(localhost|local|internal)\.?$/.test(host);
  return isName || isPublicAddress(host) ? undefined : "must be an address of the public internet";
}

type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Checks the resolved addresses when the socket connects, so that DNS cannot change them in between. */
const lookupBy =
  (resolve: Resolve, onlyPublic: boolean): LookupFunction =>
  (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) {
        done(error, "");
        return;
      }
      const [first] = addresses;
      const hidden = onlyPublic && addresses.some(({ address }) => !isPublicAddress(address));
      if (hidden || !first) done(new Error("not an address of the public internet"), "");
      else if (options.all === true) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };

const timeoutMs = 10_000;

interface Answer {
  /** The status, or a short reason when there was none. */
  result: string;
  retryAfter?: string | undefined;
}

/**
 * Posts JSON once, without following redirects, within ten seconds. Carries the current trace in `traceparent`. With
 * `onlyPublic`, it connects to nothing but https on the public internet.
 */
export async function postToPublicAddress(
  url: string,
  {
    body,
    headers,
    onlyPublic,
    resolve: resolveName = lookup,
  }: { body: string; headers: Record<string, string>; onlyPublic: boolean; resolve?: Resolve },
): Promise<Answer> {
  if (webhookAddressFault(url, onlyPublic) !== undefined) return { result: "address refused" };
  const post = new URL(url).protocol === "https:" ? requestHttps : requestHttp;
  const parent = traceparent();
  return new Promise((resolve) => {
    const outgoing = post(url, {
      method: "POST",
      headers: {
        ...headers,
        ...(parent !== undefined && { traceparent: parent }),
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
      },
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
      lookup: lookupBy(resolveName, onlyPublic),
    });
    outgoing.on("response", (response) => {
      resolve({
        result: String(response.statusCode),
        retryAfter: response.headers["retry-after"],
      });
      // The body is not used.
      response.destroy();
    });
    outgoing.on("error", (error: NodeJS.ErrnoException) => {
      const late = error.name === "AbortError";
      resolve({ result: late ? "no answer in time" : (error.code ?? "not connected") });
    });
    outgoing.end(body);
  });
}
