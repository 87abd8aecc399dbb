import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { expect } from "chai";
import sharp from "sharp";
import { createApiKey } from "../../../../src/actions/integrations/create-api-key.ts";
import { findTemplateVersion } from "../../../../src/db/templates/template-versions.ts";
import { apiWorld, type ApiWorld } from "../../../support/api-world.ts";
import { aTemplateDefinition as aCoupon } from "../../../support/builders.ts";
import { useDatabase } from "../../../support/database.ts";
import { useServer } from "../../../support/server.ts";

const aTemplateDefinition = { ...aCoupon, style: "admission" };

const square =
  '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><rect width="100" height="100" fill="#c30"/></svg>';

function form(parts: Record<string, string | Blob>): FormData {
  const data = new FormData();
  for (const [name, part] of Object.entries(parts)) data.append(name, part);
  return data;
}

const anUpload = (changes: Record<string, string | Blob> = {}) =>
  form({ template: JSON.stringify(aTemplateDefinition), icon: new Blob([square]), ...changes });

describe("the API for templates", () => {
  const database = useDatabase();
  const server = useServer(database);
  let world: ApiWorld;

  before(async () => {
    world = await apiWorld(server);
  });

  it("the templates API takes a template as multipart, shows it, and takes a new version of it", async () => {
    const { provider } = world;
    const made = await provider.post("/api/v1/templates", anUpload());
    expect(made.status).to.equal(201);
    expect(made.body).to.include({ version: 1, slug: null });
    const place = made.headers.get("location") ?? "";
    expect(place).to.equal(`/api/v1/templates/${String(made.body["id"])}`);
    expect((await provider.get(place)).body).to.deep.equal(made.body);
    const changed = { ...aTemplateDefinition, name: { nb: "Kveldskort" } };
    // The template may come as a file of type JSON, as well as a plain field.
    const template = new Blob([JSON.stringify(changed)], { type: "application/json" });
    const second = await provider.put(place, form({ template }));
    expect(second.status).to.equal(200);
    expect(second.body).to.deep.include({ version: 2, definition: changed });
    const listed = await provider.get("/api/v1/templates?limit=500");
    expect(listed.body["items"]).to.deep.include(second.body);
  });

  it("the templates API makes one template of a request that was sent twice with one key", async () => {
    const headers = { "Idempotency-Key": randomUUID() };
    const [one, two] = [
      await world.provider.post("/api/v1/templates", anUpload(), headers),
      await world.provider.post("/api/v1/templates", anUpload(), headers),
    ];
    expect([one.status, two.status]).to.deep.equal([201, 201]);
    expect(two.body).to.deep.equal(one.body);
    const other = anUpload({ logo: new Blob([square]) });
    const reused = await world.provider.post("/api/v1/templates", other, headers);
    expect(reused.body["code"]).to.equal("idempotency_key_reused");
  });

  for (const [what, status, code, path, upload] of [
    ["no template", 400, "validation_failed", "template", () => form({ icon: new Blob([square]) })],
    [
      "a template of more than 256 kB",
      400,
      "validation_failed",
      "template",
      () => anUpload({ template: JSON.stringify(aTemplateDefinition) + " ".repeat(256 * 1024) }),
    ],
    [
      "a template that is nested too deeply",
      400,
      "validation_failed",
      "template",
      () => anUpload({ template: "[".repeat(10_000) + "]".repeat(10_000) }),
    ],
    [
      "a template that is no JSON",
      400,
      "validation_failed",
      "template",
      () => anUpload({ template: "{" }),
    ],
    [
      "an unknown part",
      422,
      "unprocessable",
      "banner",
      () => anUpload({ banner: new Blob([square]) }),
    ],
    [
      "a script",
      422,
      "unprocessable",
      "hero",
      () => anUpload({ hero: new Blob(["<svg><script/></svg>"]) }),
    ],
    [
      "a picture of more than 10 MB",
      422,
      "unprocessable",
      "hero",
      () => anUpload({ hero: new Blob([Buffer.alloc(10 * 1024 * 1024 + 1)]) }),
    ],
    [
      "a text that tells",
      422,
      "revealing_text",
      "name.nb",
      () => anUpload({ template: JSON.stringify({ ...aTemplateDefinition, name: { nb: "NAV" } }) }),
    ],
    [
      "a member that does not exist",
      422,
      "unprocessable",
      "price",
      () => anUpload({ template: JSON.stringify({ ...aTemplateDefinition, price: 1 }) }),
    ],
  ] as const) {
    it(`the templates API refuses ${what}, naming it`, async () => {
      const { status: got, body } = await world.provider.post("/api/v1/templates", upload());
      expect([got, body["code"]]).to.deep.equal([status, code]);
      expect((body["errors"] as { path: string }[])[0]?.path).to.equal(path);
    });
  }

  it("the templates API refuses a part that is sent twice", async () => {
    const data = anUpload();
    data.append("icon", new Blob([square]));
    const { body } = await world.provider.post("/api/v1/templates", data);
    expect(body["errors"]).to.deep.include({
      path: "icon",
      code: "duplicate_part",
      message: "This part was sent twice.",
    });
  });

  it("the templates API refuses JSON with 415, and a broken body with 400", async () => {
    const json = await world.provider.post("/api/v1/templates", aTemplateDefinition);
    expect(json.status).to.equal(415);
    const broken = await world.provider.post("/api/v1/templates", "--x\r\nbroken", {
      "Content-Type": "multipart/form-data; boundary=x",
    });
    expect([broken.status, broken.body["code"]]).to.deep.equal([400, "validation_failed"]);
  });

  it("the templates API survives a client that goes away in the middle of its upload", async () => {
    const { key } = await createApiKey(server.deps, {
      role: "provider",
      providerId: world.providerId,
      name: "leaver",
    });
    await new Promise<void>((resolve) => {
      const leaving = request(`${server.url}/api/v1/templates`, {
        method: "POST",
        headers: {
          Authorization: `Bearer ${key}`,
          "Content-Type": "multipart/form-data; boundary=x",
          "Content-Length": "100000",
        },
      });
      leaving.on("error", () => {
        resolve();
      });
      leaving.write(
        "--x\r\nContent-Disposition: form-data; name=icon; filename=a\r\n\r\nabc",
        () => {
          leaving.destroy(new Error("gone"));
        },
      );
    });
    expect((await world.provider.post("/api/v1/templates", anUpload())).status).to.equal(201);
  });

  it("the templates API answers 401 without a key, 403 to an office, 404 to another provider, 405 to other methods", async () => {
    const { provider, otherProvider, nav, culture, nobody } = world;
    const made = await provider.post("/api/v1/templates", anUpload());
    const place = `/api/v1/templates/${String(made.body["id"])}`;
    expect((await nobody.get(place)).status).to.equal(401);
    expect((await nobody.post("/api/v1/templates", anUpload())).status).to.equal(401);
    for (const office of [nav, culture]) expect((await office.get(place)).status).to.equal(403);
    expect((await otherProvider.get(place)).status).to.equal(404);
    expect((await otherProvider.put(place, anUpload())).status).to.equal(404);
    expect((await provider.get("/api/v1/templates/1")).status).to.equal(404);
    const refused = await fetch(`${server.url}${place}`, { method: "DELETE" });
    expect(refused.status).to.equal(405);
    expect(refused.headers.get("allow")).to.equal("GET, HEAD, PUT");
  });

  it("the templates API serves the rendered images to anyone, for ever, and nothing else", async () => {
    const made = await world.provider.post("/api/v1/templates", anUpload());
    const id = String(made.body["id"]);
    const version = await findTemplateVersion(database.db, id, 1);
    const hash = version?.imageHashes.get("google-logo.png") ?? "";
    const res = await fetch(`${server.url}/images/${hash}.png`);
    expect(res.status).to.equal(200);
    expect(res.headers.get("content-type")).to.equal("image/png");
    expect(res.headers.get("cache-control")).to.equal("public, max-age=31536000, immutable");
    const bytes = Buffer.from(await res.arrayBuffer());
    expect((await sharp(bytes).metadata()).width).to.equal(660);
    const head = await fetch(`${server.url}/images/${hash}.png`, { method: "HEAD" });
    expect(head.headers.get("content-length")).to.equal(String(bytes.length));

    const [uploaded] = (await database
      .db("template_images")
      .where({ template_id: id, name: "artwork-icon" })
      .select("hash")) as [{ hash: string }];
    for (const name of [
      `${uploaded.hash}.png`,
      `${"0".repeat(64)}.png`,
      `${hash}.svg`,
      hash,
      "..%2f..%2fetc%2fpasswd",
    ]) {
      expect((await fetch(`${server.url}/images/${name}`)).status, name).to.equal(404);
    }
  });
});
