import { Router } from "express";
import { staffCookie } from "../../src/http/auth/staff-session.ts";
import type { TestDatabase } from "./database.ts";
import { useServer, type TestServer } from "./server.ts";

export interface OfficerPages extends TestServer {
  get(path: string): Promise<Response>;
  /** Sends a form; a redirect is answered, not followed. */
  post(path: string, fields?: Record<string, string> | [string, string][]): Promise<Response>;
  /** Signs another officer of the same municipalities in, who sends the requests from now on. */
  signInAs(subject: string): Promise<void>;
  /** Sends an upload; a redirect is answered, not followed. */
  upload(path: string, form: FormData): Promise<Response>;
}

/** NAV's pages with an officer of the municipalities signed in, without an identity provider. */
export function useOfficerPages(
  database: TestDatabase,
  nav: string[],
  options: Parameters<typeof useServer>[1] = {},
): OfficerPages {
  const sandbox = Router();
  const server = useServer(database, { ...options, sandbox });
  let headers: { cookie: string };
  let csrf: string;
  sandbox.get("/sign-in", async (request, response) => {
    const claims = { name: "Nora", nav, culture: [], navProtected: nav };
    const subject =
      new URL(request.originalUrl, "http://localhost").searchParams.get("as") ?? "nora";
    await staffCookie.start(server.deps, { request, response }, { subject, claims });
    response.end();
  });
  const get = (path: string) => fetch(server.url + path, { headers });
  const signInAs = async (subject: string) => {
    const signedIn = await fetch(`${server.url}/sign-in?as=${subject}`);
    const cookies = signedIn.headers.getSetCookie().map((each) => each.split(";")[0]);
    headers = { cookie: cookies.join("; ") };
    const page = await (await get("/nav/recipients/new")).text();
    csrf = /name="csrf" value="([^"]*)"/.exec(page)?.[1] ?? "";
  };
  before("signs the officer in", () => signInAs("nora"));
  const post: OfficerPages["post"] = (path, fields = {}) =>
    fetch(server.url + path, {
      method: "POST",
      headers,
      body: new URLSearchParams([
        ["csrf", csrf],
        ...(Array.isArray(fields) ? fields : Object.entries(fields)),
      ]),
      redirect: "manual",
    });
  const upload = (path: string, body: FormData) =>
    fetch(`${server.url}${path}?csrf=${csrf}`, {
      ...{ method: "POST", headers, body },
      redirect: "manual",
    });
  return {
    get url() {
      return server.url;
    },
    get deps() {
      return server.deps;
    },
    get,
    post,
    upload,
    signInAs,
  };
}
