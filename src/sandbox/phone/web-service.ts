// https://developer.apple.com/documentation/walletpasses/adding_a_web_service_to_update_passes
import { z } from "zod";
import { complaints, errors } from "./complaints.ts";
import type { Exchange } from "./exchange.ts";

/** A pass's own word on where it is kept up to date. */
export interface PassAddress {
  passTypeIdentifier: string;
  serialNumber: string;
  webServiceURL: string;
  authenticationToken: string;
}
export type ServiceAddress = Pick<PassAddress, "passTypeIdentifier" | "webServiceURL">;

/** The calls of one phone. Faults become complaints, never exceptions. */
export interface WebService {
  /** False: the service did not take it. */
  register(pass: PassAddress, pushToken: string): Promise<boolean>;
  unregister(pass: PassAddress): Promise<void>;
  /** Undefined when there was no usable answer. */
  list(
    service: ServiceAddress,
    tag: string | undefined,
  ): Promise<{ serialNumbers: string[]; tag: string | undefined } | undefined>;
  /** "retry" when another time may go better. */
  fetch(
    pass: PassAddress,
    ifModifiedSince: string | undefined,
  ): Promise<
    { package: Buffer; lastModified: string | undefined } | "not_modified" | "refused" | "retry"
  >;
  /** Hands in what was noted since the last time. */
  sendComplaints(): Promise<void>;
  complain(service: ServiceAddress, line: string): void;
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

/** Real phones wait about as long. */
const timeoutMs = 30_000;

const listShape = z.object({
  serialNumbers: z.array(z.string()),
  lastUpdated: z.string(),
});

const packageAnswer = (bytes: number) => `${Math.ceil(bytes / 1024)} kB`;

/** One request, written down with its answer. Undefined when none came. */
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

/** What is wrong with a status that the phone does not take. */
const wrong = (status: number) => (status === 401 ? errors.authentication : errors.status(status));

export function createWebService(transport: Transport, device: string): WebService {
  /** By web service, since each gets its own. */
  const noted = new Map<string, string[]>();
  const complain = ({ webServiceURL }: ServiceAddress, line: string) => {
    noted.set(webServiceURL, [...(noted.get(webServiceURL) ?? []), line]);
  };
  const passesOf = ({ webServiceURL, passTypeIdentifier }: ServiceAddress) =>
    `${webServiceURL}/v1/devices/${device}/registrations/${encodeURIComponent(passTypeIdentifier)}`;
  const registrationOf = (pass: PassAddress) =>
    `${passesOf(pass)}/${encodeURIComponent(pass.serialNumber)}`;

  return {
    complain,

    async register(pass, pushToken) {
      const answer = await ask(transport, "register", registrationOf(pass), {
        method: "POST",
        headers: { ...authorization(pass), "Content-Type": "application/json" },
        body: JSON.stringify({ pushToken }),
      });
      if (!answer) return false;
      const taken = answer.status === 200 || answer.status === 201;
      if (!taken) complain(pass, complaints.task("Register", pass, wrong(answer.status)));
      return taken;
    },

    async unregister(pass) {
      const answer = await ask(transport, "unregister", registrationOf(pass), {
        method: "DELETE",
        headers: authorization(pass),
      });
      if (answer && answer.status !== 200) {
        complain(pass, complaints.task("Unregister", pass, wrong(answer.status)));
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
        const error = answer.status === 200 ? malformed : wrong(answer.status);
        complain(service, complaints.task("Get serial #s", service, error));
        return undefined;
      }
      const { serialNumbers, lastUpdated } = data;
      if (lastUpdated === tag && serialNumbers.length > 0) {
        complain(service, complaints.sameTag(service, serialNumbers.length, lastUpdated));
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
        complain(pass, complaints.task("Get pass", pass, wrong(answer.status)));
        return answer.status >= 500 || answer.status === 429 ? "retry" : "refused";
      }
      const lastModified = answer.headers.get("last-modified") ?? undefined;
      if (lastModified === undefined) {
        complain(pass, complaints.noLastModified(pass, serialNumber));
      }
      return { package: answer.body, lastModified };
    },

    async sendComplaints() {
      const owed = [...noted];
      noted.clear();
      for (const [webServiceURL, logs] of owed) {
        await ask(transport, "log", `${webServiceURL}/v1/log`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ logs }),
        });
      }
    },
  };
}
