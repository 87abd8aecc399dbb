import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

interface Asked {
  path: string;
  authorization: string | undefined;
  /** The members of the JSON or form. */
  body: Record<string, unknown>;
}

/** Numbers by what the networks know of them. */
export const numbers = { good: "+4740000001", dead: "+4740000002" };

const basic = `Basic ${Buffer.from("user:password").toString("base64")}`;
const isDead = (number: unknown) => String(number).endsWith(numbers.dead.slice(-8));

type Answer = [status: number, body: unknown];

/** What each gateway answers, as its documents say: Sveve's errors are 200, too. */
const answers: Record<string, (asked: Asked) => Answer> = {
  "/sms/send": ({ authorization, body }) => {
    if (authorization !== basic) return [401, { status: 106, description: "unauthorized" }];
    const known = ["source", "destination", "userData", "platformId", "platformPartnerId"];
    if (known.some((name) => typeof body[name] !== "string")) return [400, { status: 2 }];
    if (isDead(body["destination"])) return [400, { status: 105, description: "destination" }];
    return [200, { messageId: "link-1", resultCode: 1005, description: "Queued" }];
  },
  "/SMS/SendMessage": ({ body }) => {
    if (body["user"] !== "user" || body["passwd"] !== "password") {
      return [200, { response: { fatalError: "Feil brukernavn/passord" } }];
    }
    const { to: number } = body;
    if (isDead(number)) {
      const errors = [{ number, message: "Telefonnummeret er ikke et mobilnummer" }];
      return [200, { response: { msgOkCount: 0, stdSMSCount: 0, errors } }];
    }
    return [200, { response: { msgOkCount: 1, stdSMSCount: 1, ids: [4711] } }];
  },
  "/a1/sms": ({ authorization, body }) => {
    if (authorization !== basic) return [401, "API access requires Basic HTTP authentication"];
    if (isDead(body["to"])) return [400, "Invalid to number"];
    return [200, { id: "s46", status: "created", to: body["to"], message: body["message"] }];
  },
};

export interface SmsGateways {
  origin: string;
  asked: Asked[];
  close: () => Promise<void>;
}

/** Stand-ins for LINK Mobility, Sveve and 46elks on one port, each under its own path. */
export async function startSmsGateways(): Promise<SmsGateways> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void text(request).then((sent) => {
      const isJson = request.headers["content-type"] === "application/json";
      const { url: path = "", headers } = request;
      const body = isJson
        ? (JSON.parse(sent) as Record<string, unknown>)
        : Object.fromEntries(new URLSearchParams(sent));
      const one = { path, authorization: headers.authorization, body };
      asked.push(one);
      const [status, answer] = answers[path]?.(one) ?? [404, ""];
      response.writeHead(status, { "content-type": "application/json" });
      response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
