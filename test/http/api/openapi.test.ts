import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "chai";
import { createApp } from "../../../src/http/server/app.ts";
import { documentedOperations } from "../../../src/http/server/documented-operations.ts";
import type { Json, OpenApiDocument } from "../../../src/views/docs/openapi-document.ts";
import { schemaRows } from "../../../src/views/docs/schema-rows.ts";
import { apiClient } from "../../support/api-client.ts";
import { useDatabase } from "../../support/database.ts";
import { undocumented } from "../../support/documented-answer.ts";
import { useServer } from "../../support/server.ts";

interface Layer {
  route?: { path: string | string[]; stack: { method?: string }[] };
  handle: { stack?: Layer[] };
}

/** `get /api/v1/offers/{offerId}` for every route that the app has mounted. */
function mountedRoutes(layers: Layer[]): string[] {
  return layers.flatMap(({ route, handle }) => {
    if (!route) return mountedRoutes(handle.stack ?? []);
    const methods = route.stack.flatMap(({ method }) => (method === undefined ? [] : [method]));
    return [route.path].flat().flatMap((path) => {
      const described = path.replace(/:(\w+)/g, "{$1}");
      return [...new Set(methods)].map((method) => `${method} ${described}`);
    });
  });
}

/** Pages, files for pages, and the wallets' own protocols. */
const notDocumented =
  /^\w+ \/(|t|sample|unsubscribe|nav|culture|auditor|operator|provider|door|login|logout|sandbox|apple|google|images|assets|docs|robots\.txt|favicon\.ico|door-worker\.js|tickets-worker\.js|door\.webmanifest|\.well-known)(\/|$)/;

describe("the API's documentation", () => {
  const database = useDatabase();
  const server = useServer(database);
  let document: OpenApiDocument;

  before(async () => {
    document = (await apiClient(server).get("/openapi.json")).body as unknown as OpenApiDocument;
  });

  it("the OpenAPI document has every route that is mounted, and no other", () => {
    const app = createApp(server.deps) as unknown as { router: { stack: Layer[] } };
    const mounted = mountedRoutes(app.router.stack).filter((route) => !notDocumented.test(route));
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(mounted.length).to.be.greaterThan(30);
    expect(described).to.have.members(mounted);
  });

  it("the OpenAPI document says of each member of every body and answer what it means", () => {
    const plain = /(^|\.|\])(id|items|nb|nn|en|sma)$/;
    const { schemas } = document.components;
    const holders = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { requestBody, responses }]) =>
        [requestBody, ...Object.values(responses)].map((holder) => ({
          operation: `${method} ${path}`,
          content: (holder?.["content"] ?? {}) as Record<string, { schema: Json }>,
        })),
      ),
    );
    const members = holders.flatMap(({ operation, content }) =>
      Object.values(content).flatMap(({ schema }) =>
        schemaRows(schema, schemas).map((row) => ({ ...row, operation })),
      ),
    );
    expect(members.length).to.be.greaterThan(1_000);
    const silent = members.filter(({ path, description }) => !description && !plain.test(path));
    expect(silent.map(({ operation, path }) => `${operation}: ${path}`)).to.deep.equal([]);
  });

  it("describes each operation: what it does, who may, what it takes and answers", () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        const name = `${method} ${path}`;
        expect(operation.summary, name).to.have.length.greaterThan(5);
        expect(
          document.tags.map((tag) => tag.name),
          name,
        ).to.include.members(operation.tags);
        const statuses = Object.keys(operation.responses);
        expect(
          statuses.some((status) => status.startsWith("2")),
          name,
        ).to.equal(true);
        if (operation.security.length > 0)
          expect(statuses, name).to.include.members(["401", "429"]);
        const parameters = (operation.parameters ?? []).map((each) => each["name"]);
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
        expect(parameters, name).to.include.members(inPath);
        if (inPath.length > 0) expect(statuses, name).to.include("404");
      }
    }
  });

  it("the OpenAPI document offers an Idempotency-Key wherever a POST creates", () => {
    const creating = documentedOperations.filter(
      ({ method, responses }) => method === "post" && 201 in responses,
    );
    expect(creating.length).to.be.greaterThan(5);
    for (const { id, idempotent } of creating) expect(idempotent, id).to.equal(true);
  });

  it("refers only to schemas that it holds, and each is a schema", () => {
    const text = JSON.stringify(document);
    const names = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]);
    expect(names.length).to.be.greaterThan(10);
    expect(Object.keys(document.components.schemas)).to.include.members(names);
    expect(text).not.to.contain("#/$defs/");
    const ajv = new Ajv2020({ strict: false, validateFormats: false, inlineRefs: false });
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      expect(ajv.validateSchema(schema), name).to.equal(true);
    }
  });

  it("promises the limits' headers with every answer of the API", () => {
    let limited = 0;
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, { responses }] of Object.entries(methods)) {
        for (const [status, { headers }] of Object.entries(responses)) {
          const promised = Object.keys(headers ?? {});
          const expected = path.startsWith("/api/") ? ["RateLimit-Policy", "RateLimit"] : [];
          const again = status === "429" || (status === "503" && path.startsWith("/api/"));
          if (again) expected.push("Retry-After");
          // ETags have their own test; every other header is a limit's.
          if (promised.includes("ETag") && status === "200") expected.push("ETag");
          expect(promised, `${method} ${path} ${status}`).to.have.members(expected);
          limited += promised.length;
        }
      }
    }
    expect(limited).to.be.greaterThan(500);
  });

  it("the OpenAPI document would be caught describing another answer than is given", () => {
    const answer = { method: "get", path: "/livez", status: 200, type: "application/json" };
    expect(undocumented(document, { ...answer, body: { status: "ok" } })).to.deep.equal([]);
    expect(undocumented(document, { ...answer, body: { status: "fine" } })).not.to.deep.equal([]);
    expect(undocumented(document, { ...answer, status: 418, body: {} })).not.to.deep.equal([]);
    expect(undocumented(document, { ...answer, type: "text/html", body: "" })).not.to.deep.equal(
      [],
    );
    const offers = { ...answer, path: "/api/v1/offers", type: "application/problem+json" };
    const problem = { type: "x", title: "", status: 400, detail: "", requestId: "" };
    const refused = (code: string) =>
      undocumented(document, { ...offers, status: 400, body: { ...problem, code } });
    expect(refused("validation_failed")).to.deep.equal([]);
    expect(refused("gone")).not.to.deep.equal([]);
    const refusal = { ...offers, status: 429, type: "", body: undefined };
    const headers = new Headers({
      RateLimit: '"address"; r=0; t=60',
      "RateLimit-Policy": '"address"; q=1; w=60; pk=:YQ==:',
      "Retry-After": "60",
    });
    const about = (name: string) => (fault: string) => fault.includes(name);
    for (const name of ["RateLimit", "RateLimit-Policy", "Retry-After"]) {
      expect(undocumented(document, { ...refusal, headers }).some(about(name))).to.equal(false);
      for (const wrong of [undefined, "soon"]) {
        const changed = new Headers(headers);
        if (wrong === undefined) changed.delete(name);
        else changed.set(name, wrong);
        const faults = undocumented(document, { ...refusal, headers: changed });
        expect(faults.some(about(`header ${name} `)), `${name}: ${wrong ?? "none"}`).to.equal(true);
      }
    }
  });

  it("the OpenAPI document is readable at /docs without a script and without another origin", async () => {
    const { status, headers, text } = await apiClient(server).get("/docs");
    expect(status).to.equal(200);
    expect(headers.get("content-type")).to.contain("text/html");
    expect(text).not.to.match(/<script|style=|onclick=/);
    const loaded = [...text.matchAll(/(?:src|<link[^>]*href)="([^"]+)"/g)].map(
      (match) => match[1] ?? "",
    );
    expect(loaded.length).to.be.greaterThan(0);
    // The icon is an empty data: address, so that browsers ask for none.
    for (const address of loaded) expect(address).to.match(/^(?:\/|data:,$)/);
    for (const { id } of documentedOperations) expect(text).to.contain(`<article id="${id}"`);
    expect(text).to.contain('id="problem-nothing_allocated"');
    const style = await fetch(
      `${server.url}${loaded.find((address) => address.startsWith("/")) ?? ""}`,
    );
    expect(style.headers.get("content-type")).to.contain("text/css");
  });
});
