// https://developer.apple.com/documentation/walletpasses/adding_a_web_service_to_update_passes
import { z } from "zod";
import { logLines, errors } from "./device-log.ts";
import type { Exchange } from "./exchange.ts";

/** The web service of a pass, as its pass.json names it. */
export interface PassAddress {
  passTypeIdentifier: string;
  serialNumber: string;
  webServiceURL: string;
  authenticationToken: string;
}
export type ServiceAddress = Pick<PassAddress, "passTypeIdentifier" | "webServiceURL">;

/** The calls of one phone to its web services. Faults become lines of the device log, never exceptions. */
export interface WebService {
  /** Returns whether the service accepted it. */
  register(pass: PassAddress, pushToken: string): Promise<boolean>;
  unregister(pass: PassAddress): Promise<void>;
  /** Returns undefined without a usable answer. */
  list(
    service: ServiceAddress,
    tag: string | undefined,
  ): Promise<{ serialNumbers: string[]; tag: string | undefined } | undefined>;
  /** Returns "retry" after a temporary failure. */
  fetch(
    pass: PassAddress,
    ifModifiedSince: string | undefined,
  ): Promise<
    { package: Buffer; lastModified: string | undefined } | "not_modified" | "refused" | "retry"
  >;
  /** Posts the lines that were logged since the last call. */
  sendLog(): Promise<void>;
  log(service: ServiceAddress, line: string): void;
}

export interface Transport {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  now: () => Date;
  record: (exchange: Exchange) => void;
}

interface Answer {
  status: number;
  headers: Headers;
  body: Buffer;
}

/** About the timeout of real phones. */
const timeoutMs = 30_000;

const listShape = z.object({
  serialNumbers: z.array(z.string()),
  lastUpdated: z.string(),
});

const packageAnswer = (bytes: number) => `${Math.ceil(bytes / 1024)} kB`;

/** Sends a request and records it with its answer; undefined without an answer. */
export async function ask(
  { fetch, now, record }: Transport,
  kind: Exchange["kind"],
  url: string,
  init: RequestInit = {},
): Promise<Answer | undefined> {
  const at = now();
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  const { pathname, search } = new URL(url);
  const request = `${init.method ?? "GET"} ${pathname}${search}`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), ...init });
    const body = Buffer.from(await response.arrayBuffer());
    const { status, headers } = response;
    const isText = headers.get("content-type")?.startsWith("application/json") === true;
    const answer = isText ? body.toString() : body.length > 0 ? packageAnswer(body.length) : "";
    record({ at, kind, request, status, took: took(), ...(answer && { answer }) });
    return { status, headers, body };
  } catch {
    record({ at, kind, request, took: took() });
    return undefined;
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

const authorization = ({ authenticationToken }: PassAddress) => ({
  Authorization: `ApplePass ${authenticationToken}`,
});

const describeStatus = (status: number) =>
  status === 401 ? errors.authentication : errors.status(status);

export function createWebService(transport: Transport, device: string): WebService {
  /** Lines that are not posted yet, by web service. */
  const unsent = new Map<string, string[]>();
  const log = ({ webServiceURL }: ServiceAddress, line: string) => {
    unsent.set(webServiceURL, [...(unsent.get(webServiceURL) ?? []), line]);
  };
  const passesOf = ({ webServiceURL, passTypeIdentifier }: ServiceAddress) =>
    `${webServiceURL}/v1/devices/${device}/registrations/${encodeURIComponent(passTypeIdentifier)}`;
  const registrationOf = (pass: PassAddress) =>
    `${passesOf(pass)}/${encodeURIComponent(pass.serialNumber)}`;

  return {
    log,

    async register(pass, pushToken) {
      const answer = await ask(transport, "register", registrationOf(pass), {
        method: "POST",
        headers: { ...authorization(pass), "Content-Type": "application/json" },
        body: JSON.stringify({ pushToken }),
      });
      if (!answer) return false;
      const taken = answer.status === 200 || answer.status === 201;
      if (!taken) log(pass, logLines.task("Register", pass, describeStatus(answer.status)));
      return taken;
    },

    async unregister(pass) {
      const answer = await ask(transport, "unregister", registrationOf(pass), {
        method: "DELETE",
        headers: authorization(pass),
      });
      if (answer && answer.status !== 200) {
        log(pass, logLines.task("Unregister", pass, describeStatus(answer.status)));
      }
    },

    async list(service, tag) {
      const query = tag === undefined ? "" : `?passesUpdatedSince=${encodeURIComponent(tag)}`;
      const answer = await ask(transport, "list", `${passesOf(service)}${query}`);
      if (!answer) return undefined;
      if (answer.status === 204) return { serialNumbers: [], tag };
      const { data } = listShape.safeParse(parseJson(answer.body));
      if (answer.status !== 200 || !data) {
        const malformed = errors.malformed("serialNumbers or lastUpdated");
        const error = answer.status === 200 ? malformed : describeStatus(answer.status);
        log(service, logLines.task("Get serial #s", service, error));
        return undefined;
      }
      const { serialNumbers, lastUpdated } = data;
      if (lastUpdated === tag && serialNumbers.length > 0) {
        log(service, logLines.sameTag(service, serialNumbers.length, lastUpdated));
      }
      return { serialNumbers, tag: lastUpdated };
    },

    async fetch(pass, ifModifiedSince) {
      const { webServiceURL, passTypeIdentifier, serialNumber } = pass;
      const path = [passTypeIdentifier, serialNumber].map(encodeURIComponent).join("/");
      const answer = await ask(transport, "fetch", `${webServiceURL}/v1/passes/${path}`, {
        headers: {
          ...authorization(pass),
          ...(ifModifiedSince !== undefined && { "If-Modified-Since": ifModifiedSince }),
        },
      });
      if (!answer) return "retry";
      if (answer.status === 304) return "not_modified";
      if (answer.status !== 200) {
        log(pass, logLines.task("Get pass", pass, describeStatus(answer.status)));
        return answer.status >= 500 || answer.status === 429 ? "retry" : "refused";
      }
      const lastModified = answer.headers.get("last-modified") ?? undefined;
      if (lastModified === undefined) {
        log(pass, logLines.noLastModified(pass, serialNumber));
      }
      return { package: answer.body, lastModified };
    },

    async sendLog() {
      const pending = [...unsent];
      unsent.clear();
      for (const [webServiceURL, logs] of pending) {
        await ask(transport, "log", `${webServiceURL}/v1/log`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ logs }),
        });
      }
    },
  };
}
