import { createPublicKey, randomUUID, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { expect } from "chai";
import { connect } from "../../../src/db/connect.ts";
import { fromBase32 } from "../../../src/domain/passes/base32.ts";
import { decodeBarcodePayload } from "../../../src/domain/passes/barcode.ts";
import { documentedOperations } from "../../../src/http/server/documented-operations.ts";
import { manifestExample, scanExample } from "../../../src/http/api/examples/door-examples.ts";
import { offerBodyExample } from "../../../src/http/api/examples/offer-examples.ts";
import { templatePartsExample } from "../../../src/http/api/examples/template-examples.ts";
import type { Operation } from "../../../src/http/api/operation.ts";
import type { Json, OpenApiDocument } from "../../../src/views/docs/openapi-document.ts";
import { apiClient, type ApiClient } from "../../support/api-client.ts";
import { apiWorld, type ApiWorld } from "../../support/api-world.ts";
import { aMunicipality } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { aDoor } from "../../support/scans.ts";
import { useServer } from "../../support/server.ts";

interface Media {
  schema: object;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}
interface Place {
  name: string;
  media: Media;
}

const examplesIn = ({ example, examples }: Media): unknown[] =>
  examples
    ? Object.values(examples).map(({ value }) => value)
    : example === undefined
      ? []
      : [example];

/** Where an example belongs: parameters, bodies, answers in JSON, and refusals. */
function placesOf(document: OpenApiDocument): Place[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => {
      const at = (what: string) => `${method} ${path}, ${what}`;
      const contentOf = (what: string, holder: Json | undefined): Place[] =>
        Object.entries((holder?.["content"] ?? {}) as Record<string, Media>).flatMap(
          ([type, media]) =>
            /json|multipart/.test(type) ? [{ name: at(`${what} ${type}`), media }] : [],
        );
      return [
        ...(operation.parameters ?? []).map((parameter) => ({
          name: at(`parameter ${String(parameter["name"])}`),
          media: parameter as unknown as Media,
        })),
        ...contentOf("body", operation.requestBody),
        ...Object.entries(operation.responses).flatMap(([status, response]) =>
          contentOf(status, response),
        ),
      ];
    }),
  );
}

describe("the examples of the API's documentation", () => {
  const database = useDatabase();
  const server = useServer(database);
  let document: OpenApiDocument;
  let world: ApiWorld;
  let scanner: ApiClient;

  before(async () => {
    document = (await apiClient(server).get("/openapi.json")).body as unknown as OpenApiDocument;
    world = await apiWorld(server);
    scanner = apiClient(server, (await aDoor(database.db, world.providerId)).token);
  });

  it("stand by every parameter, every body, every answer and every refusal", () => {
    const places = placesOf(document);
    const without = places.filter(({ media }) => examplesIn(media).length === 0);
    expect(without.map(({ name }) => name)).to.deep.equal([]);
    expect(places.length).to.be.greaterThan(300);
  });

  it("the OpenAPI examples are what their schemas take", () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false, inlineRefs: false });
    ajv.addSchema({ $id: "examples", ...document });
    // Most refusals have the same one.
    const bySchema = new Map<string, ValidateFunction>();
    const faults = placesOf(document).flatMap(({ name, media }) => {
      const schema = JSON.stringify(media.schema).replaceAll('"#/', '"examples#/');
      const validate = bySchema.get(schema) ?? ajv.compile(JSON.parse(schema) as object);
      bySchema.set(schema, validate);
      return examplesIn(media).flatMap((example) =>
        validate(example) ? [] : [`${name}: ${ajv.errorsText(validate.errors)}`],
      );
    });
    expect(faults).to.deep.equal([]);
  });

  it("the OpenAPI examples would be missed, and would be caught being wrong", () => {
    const [body] = placesOf(document).filter(({ name }) => name.includes("body application/json"));
    expect(examplesIn({ schema: body?.media.schema ?? {} })).to.deep.equal([]);
    const ajv = new Ajv2020({ strict: false, validateFormats: false, inlineRefs: false });
    ajv.addSchema({ $id: "examples", ...document });
    const schema = JSON.stringify(body?.media.schema).replaceAll('"#/', '"examples#/');
    expect(ajv.compile(JSON.parse(schema) as object)({ nothing: true })).to.equal(false);
  });

  it("give each code that an operation refuses with a sentence of its own", () => {
    let refusals = 0;
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, { responses }] of Object.entries(methods)) {
        for (const [status, response] of Object.entries(responses)) {
          const content = response["content"] as Record<string, Media> | undefined;
          const examples = content?.["application/problem+json"]?.examples ?? {};
          for (const [code, { value }] of Object.entries(examples)) {
            const problem = value as Record<string, unknown>;
            const name = `${method} ${path} ${code}`;
            expect(problem, name).to.include({ code, status: Number(status) });
            expect(problem["detail"], name)
              .to.match(/^\S.*\.$|jw_…\.$/)
              .and.not.equal(`${String(problem["title"])}.`);
            if (["validation_failed", "revealing_text", "unprocessable"].includes(code))
              expect(problem["errors"], name).to.have.length.greaterThan(0);
            expect(String(response["description"]), name).to.contain(`\`${code}\``);
            refusals += 1;
          }
        }
      }
    }
    expect(refusals).to.be.greaterThan(250);
  });

  it("tell the story of the demo's own scheme", () => {
    const scheme = JSON.parse(
      readFileSync(new URL("../../../src/sandbox/demo-scheme.json", import.meta.url), "utf8"),
    ) as Record<"offers" | "providers", Json[]>;
    const { templateId, place, ...terms } = offerBodyExample;
    expect(templateId).to.be.a("string");
    expect(scheme.offers.find((offer) => offer["key"] === "dagskort")).to.deep.include(terms);
    expect(scheme.providers.find((each) => each["slug"] === "hovdelia")).to.deep.include({ place });
  });

  it("the OpenAPI examples can be sent as they are: a template, and an offer that shows it", async () => {
    const parts = new FormData();
    parts.append("template", templatePartsExample.template);
    parts.append("icon", new Blob([templatePartsExample.icon]));
    const template = await world.provider.post("/api/v1/templates", parts);
    expect(template.status, template.text).to.equal(201);
    await aMunicipality(database.db, "5026");
    const body = { ...offerBodyExample, templateId: template.body["id"] };
    const offer = await world.provider.post("/api/v1/offers", body);
    expect(offer.status, offer.text).to.equal(201);
  });

  it("hold a barcode that is genuine under the manifest's key", () => {
    const [{ kid: id, x } = { kid: "", x: "" }] = manifestExample.keys;
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
    const bytes = Buffer.from(fromBase32(scanExample.code.slice("J2".length)) ?? []);
    const [payload, signature] = [bytes.subarray(0, 46), bytes.subarray(46)];
    const signed = Buffer.concat([Buffer.from("J2\0"), payload]);
    expect(verify(null, signed, key, signature)).to.equal(true);
    expect(payload.subarray(43).toString("hex")).to.equal(id);
    expect(decodeBarcodePayload(payload)).to.include({ offerId: manifestExample.offers[0]?.id });
    signed[10] = ~(signed[10] ?? 0);
    expect(verify(null, signed, key, signature)).to.equal(false);
  });

  describe("of refusals are what the service says", () => {
    const documented = ({ path, method }: Operation, status: number, code: string): unknown => {
      const response = document.paths[path]?.[method]?.responses[String(status)];
      const content = response?.["content"] as Record<string, Media> | undefined;
      const problem = content?.["application/problem+json"]?.examples?.[code]?.value;
      return (problem as Json | undefined)?.["detail"];
    };
    const limited = documentedOperations.filter(({ security }) => security !== "none");
    const callers = () => ({ provider: world.provider, nav: world.nav, culture: world.culture });
    const allowed = ({ security }: Operation): ApiClient =>
      typeof security === "object" ? callers()[security.apiKey[0] ?? "nav"] : scanner;
    const address = (path: string) =>
      path
        .replace("{wallet}", "apple")
        .replace("{month}", "2025-12")
        .replace("{year}", "2099")
        .replace("{serialNumber}", "A".repeat(22))
        .replace(/\{\w+\}/g, () => randomUUID());
    const sent = ({ parts, example }: Operation): unknown => {
      if (!parts) return example;
      const form = new FormData();
      for (const [name, text] of Object.entries(example as Record<string, string>)) {
        form.append(name, new Blob([text]));
      }
      return form;
    };
    const refused = async (
      operation: Operation,
      client: ApiClient,
      {
        body = sent(operation),
        headers = {},
      }: { body?: unknown; headers?: Record<string, string> },
    ) => {
      const given = operation.method === "get" ? undefined : body;
      const answer = await client[operation.method](address(operation.path), given, headers);
      const code = String(answer.body["code"]);
      expect(answer.body["detail"], operation.id).to.equal(
        documented(operation, answer.status, code),
      );
      return answer.status;
    };

    for (const operation of limited) {
      it(`to whom ${operation.id} is not open`, async () => {
        expect(await refused(operation, world.nobody, {})).to.equal(401);
        const { security, params, body, parts } = operation;
        if (typeof security === "object") {
          const [other] = (["provider", "nav", "culture"] as const).filter(
            (role) => !security.apiKey.includes(role),
          );
          if (other) expect(await refused(operation, callers()[other], {})).to.equal(403);
        }
        const mine = allowed(operation);
        if (params) expect(await refused(operation, mine, {})).to.equal(404);
        if (body ?? parts) {
          const headers = { "Content-Type": "text/plain" };
          expect(await refused(operation, mine, { body: "?", headers })).to.equal(415);
        }
        if (body) {
          const large = JSON.stringify("x".repeat(1 << 20));
          expect(await refused(operation, mine, { body: large })).to.equal(413);
        }
      });
    }

    it("when the database takes no connection", async () => {
      const away = connect("postgres://127.0.0.1:1/none");
      const crowded = await refusalOf(away.raw("select 1"));
      await away.destroy();
      for (const operation of limited.filter(({ problems }) => !problems?.unavailable)) {
        const said = documented(operation, 503, "unavailable");
        expect(said, operation.id).to.equal(crowded.message);
      }
    });

    it("for an Idempotency-Key that came before, and for one that is none", async () => {
      const operation = limited.find(({ id }) => id === "addDoorDevice");
      const bare = limited.find(({ id }) => id === "replacePass");
      if (!operation || !bare) throw new Error("no such operation");
      const headers = { "Idempotency-Key": randomUUID() };
      await world.provider.post(operation.path, { name: "One" }, headers);
      const body = { name: "Two" };
      expect(await refused(operation, world.provider, { body, headers })).to.equal(422);
      const none = { headers: { "Idempotency-Key": "a b" } };
      expect(await refused(bare, world.nav, none)).to.equal(400);
    });
  });
});
