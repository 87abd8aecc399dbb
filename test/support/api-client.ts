import { expect } from "chai";
import type { OpenApiDocument } from "../../src/views/docs/openapi-document.ts";
import { undocumented } from "./documented-answer.ts";
import type { TestServer } from "./server.ts";

interface ApiAnswer {
  status: number;
  headers: Headers;
  /** Parsed JSON; a test looks into it by what it expects. */
  body: Record<string, unknown>;
  text: string;
}

type Method = "get" | "post" | "put" | "patch" | "delete";
export type ApiClient = Record<
  Method,
  (path: string, body?: unknown, headers?: Record<string, string>) => Promise<ApiAnswer>
>;

const documents = new Map<string, Promise<OpenApiDocument>>();

function documentOf(url: string): Promise<OpenApiDocument> {
  const known = documents.get(url);
  if (known) return known;
  const fetched = fetch(`${url}/openapi.json`).then(
    (res) => res.json() as Promise<OpenApiDocument>,
  );
  documents.set(url, fetched);
  return fetched;
}

/** Calls the service with a key and holds every answer against the OpenAPI document. */
export function apiClient(server: Pick<TestServer, "url">, key?: string): ApiClient {
  const call =
    (method: Method) =>
    async (
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ): Promise<ApiAnswer> => {
      const raw = typeof body === "string" || body instanceof FormData;
      const res = await fetch(`${server.url}${path}`, {
        method: method.toUpperCase(),
        headers: {
          ...(key !== undefined && { Authorization: `Bearer ${key}` }),
          ...(body !== undefined &&
            !(body instanceof FormData) && { "Content-Type": "application/json" }),
          ...headers,
        },
        ...(body !== undefined && { body: raw ? body : JSON.stringify(body) }),
        redirect: "manual",
      });
      const text = await res.text();
      const type = (res.headers.get("content-type") ?? "").split(";")[0] ?? "";
      const parsed: unknown = type.endsWith("json")
        ? JSON.parse(text)
        : text === ""
          ? undefined
          : text;
      const asked = new URL(path, server.url).pathname;
      const faults = undocumented(await documentOf(server.url), {
        method,
        path: asked,
        status: res.status,
        type,
        body: parsed,
        headers: res.headers,
      });
      expect(faults, `${method} ${path} → ${res.status} ${text}`).to.deep.equal([]);
      return { status: res.status, headers: res.headers, body: parsed as ApiAnswer["body"], text };
    };
  return {
    get: call("get"),
    post: call("post"),
    put: call("put"),
    patch: call("patch"),
    delete: call("delete"),
  };
}
