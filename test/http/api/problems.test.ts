import { expect } from "chai";
import { jsonSyntaxError } from "../../../src/http/api/json-syntax-error.ts";
import { apiWorld, type ApiWorld } from "../../support/api-world.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";

describe("what a caller is told", () => {
  const database = useDatabase();
  const logged: string[] = [];
  let breakDatabase = false;
  const server = useServer(database, {
    change: (deps) => ({
      ...deps,
      logger: Object.assign(Object.create(deps.logger) as typeof deps.logger, {
        error: (fields: unknown, text: string) => logged.push(JSON.stringify({ fields, text })),
      }),
      get db() {
        if (breakDatabase) throw new Error("relation secret_table does not exist");
        return deps.db;
      },
    }),
  });
  let world: ApiWorld;

  before(async () => {
    world = await apiWorld(server);
  });
  afterEach(() => {
    breakDatabase = false;
  });

  it("an error answer is a problem document with every standard member and the request's id", async () => {
    const { status, headers, body } = await world.nobody.get("/api/v1/nothing-here");
    expect(status).to.equal(404);
    expect(headers.get("content-type")).to.equal("application/problem+json; charset=utf-8");
    expect(body).to.deep.equal({
      type: `${server.deps.config.publicUrl}/docs#problem-not_found`,
      title: "Not found",
      status: 404,
      code: "not_found",
      detail: "There is nothing at this address.",
      requestId: headers.get("x-request-id"),
    });
  });

  it("an error answer keeps a proxy's harmless request id and replaces any other", async () => {
    const ask = async (id: string) =>
      (await world.nobody.get("/livez", undefined, { "X-Request-Id": id })).headers.get(
        "x-request-id",
      );
    expect(await ask("edge-12345678")).to.equal("edge-12345678");
    expect(await ask("x")).to.have.length(36);
    expect(await ask("<script>alert(1)</script>")).to.have.length(36);
  });

  it("an error answer is nothing of what failed inside, which goes into the log with the same id", async () => {
    breakDatabase = true;
    const { status, body, text, headers } = await world.nav.get("/api/v1/recipients");
    expect(status).to.equal(500);
    expect(body).to.include({ code: "internal", title: "Internal error" });
    expect(text).not.to.contain("secret_table");
    expect(logged.at(-1)).to.contain(headers.get("x-request-id")).and.to.contain("secret_table");
  });

  it("an error answer refuses a body of 900,000 opening brackets before it parses it", async () => {
    for (const headers of [{}, { "Idempotency-Key": "deep" }] as Record<string, string>[]) {
      const deep = "[".repeat(900_000);
      const { status, body } = await world.nav.post("/api/v1/allocations", deep, headers);
      expect(status).to.equal(400);
      expect(body["detail"]).to.equal("The body is nested too deeply.");
      expect(body["errors"]).to.deep.equal([
        {
          path: "",
          code: "too_deep",
          message: "must have at most 32 arrays and objects inside each other",
        },
      ]);
    }
  });

  it("an error answer reads brackets inside texts as texts", async () => {
    const label = `"${"[".repeat(60)}\\"`;
    const { body } = await world.nav.post("/api/v1/recipients", { label });
    expect(body).to.not.deep.include({ detail: "The body is nested too deeply." });
  });

  it("an error answer is where a body stops being JSON, and none of the body", async () => {
    const { status, body, text } = await world.nav.post(
      "/api/v1/recipients",
      '{"reference": "SAK-1",\n "phone": 4000oops}',
    );
    expect(status).to.equal(400);
    expect(body["detail"]).to.equal("The body stops being JSON at line 2, column 15.");
    expect(text).not.to.contain("SAK-1").and.not.to.contain("oops");
  });

  for (const [text, line, column] of [
    ["", 1, 1],
    ["{", 1, 2],
    ['{"a":1,}', 1, 8],
    ['{"a": aaa}', 1, 7],
    ["[1,\n2,\n x]", 3, 2],
    ['{"a":tru', 1, 9],
    ['{"a":"b', 1, 8],
    ['{"a":1} x', 1, 9],
    ["nul", 1, 4],
  ] as const) {
    it(`an error answer finds the fault of ${JSON.stringify(text)} at ${line}:${column}`, () => {
      expect(jsonSyntaxError(text)).to.deep.equal({ line, column });
    });
  }

  it("an error answer names no place in more than 64 kB, which would be parsed some twenty times for it", () => {
    const faulty = (numbers: number) => `[${"1,".repeat(numbers)} oops]`;
    expect(jsonSyntaxError(faulty(30_000))).to.deep.equal({ line: 1, column: 60_003 });
    expect(jsonSyntaxError(faulty(40_000))).to.equal(undefined);
  });

  it("an error answer finds no fault in JSON", () => {
    expect(jsonSyntaxError('{"a": [1, "x", null]}')).to.equal(undefined);
  });

  it("an error answer is 413 for a body over 1 MB", async () => {
    const { status, body } = await world.nav.post("/api/v1/recipients", {
      label: "x".repeat(1 << 20),
    });
    expect(status).to.equal(413);
    expect(body["code"]).to.equal("too_large");
  });

  for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp"]) {
    it(`an error answer is 415 for a body of type ${type}`, async () => {
      const answer = await world.nav.post("/api/v1/recipients", "a=b", { "Content-Type": type });
      expect(answer.status).to.equal(415);
      expect(answer.body["code"]).to.equal("unsupported_media_type");
    });
  }

  for (const [what, body] of [
    ["a list", []],
    ["a text", '"text"'],
    ["a number", "7"],
    ["null", "null"],
  ] as const) {
    it(`an error answer is 400 for ${what} where an object belongs`, async () => {
      const answer = await world.nav.post("/api/v1/recipients", body);
      expect(answer.status).to.equal(400);
      expect(answer.body["code"]).to.equal("validation_failed");
    });
  }

  for (const [method, path] of [
    ["get", "/api/v1/recipients?pageSize=5"],
    ["get", "/api/v1/recipients?limit=5&pageSize=5"],
    ["get", "/api/v1/allocations/0190b5a0-0000-7000-8000-000000000000?pageSize=5"],
    ["post", "/api/v1/recipients?pageSize=5"],
  ] as const) {
    it(`an error answer is 400 for a query parameter that ${method} ${path} does not know, and names it`, async () => {
      const { status, body } = await world.nav[method](path);
      expect(status).to.equal(400);
      expect(body["errors"]).to.deep.equal([
        { path: "pageSize", code: "unknown_member", message: "is not a member that is known here" },
      ]);
    });
  }

  it("an error answer is 405 with what is allowed for another method", async () => {
    const { status, headers, body } = await world.nav.put("/api/v1/recipients", {});
    expect(status).to.equal(405);
    expect(headers.get("allow")).to.equal("POST, GET, HEAD");
    expect(body["code"]).to.equal("method_not_allowed");
  });

  it("an error answer is 404 for a path that cannot be decoded", async () => {
    expect((await world.nav.get("/api/v1/offers/%E0%A4%A")).status).to.be.oneOf([400, 404]);
  });
});
