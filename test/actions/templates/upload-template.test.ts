import { expect } from "chai";
import sharp from "sharp";
import { loadShippedTemplates } from "../../../src/actions/templates/load-shipped-templates.ts";
import { listTemplates } from "../../../src/actions/templates/list-templates.ts";
import { getTemplate } from "../../../src/actions/templates/get-template.ts";
import { uploadTemplate } from "../../../src/actions/templates/upload-template.ts";
import { findTemplateVersion } from "../../../src/db/templates/template-versions.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { aProvider, aTemplateDefinition as aCoupon } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { testDeps } from "../../support/test-deps.ts";

const picture = (color: string, width = 200, height = 200) =>
  sharp({ create: { width, height, channels: 3, background: color } })
    .png()
    .toBuffer();

const unknown = "11111111-1111-4111-8111-111111111111";

const aTemplateDefinition = { ...aCoupon, style: "admission" } as const;

describe("uploading a template", () => {
  const database = useDatabase({ shipped: true });
  const apple = useAppleWallet();
  const deps = () => ({ ...testDeps(database.db), apple: apple.wallet });
  let actor: { role: "provider"; id: string; providerId: string };
  let other: typeof actor;
  let icon: Buffer;

  before(async () => {
    actor = { role: "provider", id: "key-1", providerId: (await aProvider(database.db)).id };
    other = { role: "provider", id: "key-2", providerId: (await aProvider(database.db)).id };
    icon = await picture("#cc3300");
  });

  const upload = (changes: object = {}) =>
    uploadTemplate(deps(), {
      actor,
      definition: aTemplateDefinition,
      artwork: { icon },
      ...changes,
    });

  it("a template upload stores it with its images, and shows it to its provider", async () => {
    const hero = await picture("#003366", 900, 300);
    const { id, version } = await upload({ artwork: { icon, hero } });
    expect(version).to.equal(1);
    const shown = await getTemplate(deps(), { actor, templateId: id });
    expect(shown).to.deep.equal({ id, version: 1, slug: null, definition: aTemplateDefinition });
    const stored = await findTemplateVersion(database.db, id, 1);
    expect([...(stored?.images.keys() ?? [])]).to.include.members(["icon.png", "strip@3x.png"]);
    const event: unknown = await database
      .db("audit_events")
      .where({ subject: id })
      .first("actor", "action");
    expect(event).to.deep.equal({ actor: "key-1", action: "template.uploaded" });
  });

  it("a template upload makes a new version of it; the old one stays as it was, with the pictures that were not sent anew", async () => {
    const hero = await picture("#003366", 900, 300);
    const { id } = await upload({ artwork: { icon, hero } });
    const name = { nb: "Kveldskort" };
    const second = await upload({
      templateId: id,
      definition: { ...aTemplateDefinition, name },
      artwork: { icon: await picture("#00cc33") },
    });
    expect(second).to.include({ id, version: 2 });
    const [one, two] = await Promise.all(
      [1, 2].map((version) => findTemplateVersion(database.db, id, version)),
    );
    expect(one?.definition.name).to.deep.equal(aTemplateDefinition.name);
    expect(two?.definition.name).to.deep.equal(name);
    expect(two?.imageHashes.get("strip.png")).to.equal(one?.imageHashes.get("strip.png"));
    expect(two?.imageHashes.get("icon.png")).to.not.equal(one?.imageHashes.get("icon.png"));
  });

  it("a template upload renders the kept pictures anew when the new version has another style", async () => {
    const hero = await picture("#003366", 900, 300);
    const { id } = await upload({ artwork: { icon, hero } });
    const definition = { ...aTemplateDefinition, style: "event" };
    await upload({ templateId: id, definition, artwork: {} });
    const strip = (await findTemplateVersion(database.db, id, 2))?.images.get("strip.png");
    expect((await sharp(strip).metadata()).height).to.equal(98);
  });

  it("numbers the versions one by one, however many come at once", async () => {
    const { id } = await upload();
    const versions = await Promise.all(Array.from({ length: 5 }, () => upload({ templateId: id })));
    expect(versions.map(({ version }) => version).sort()).to.deep.equal([2, 3, 4, 5, 6]);
    expect(await getTemplate(deps(), { actor, templateId: id })).to.include({ version: 6 });
  });

  it("apple 8: refuses a template without an icon of a provider without a look", async () => {
    const refusal = await refusalOf(upload({ actor: other, artwork: {} }));
    expect(refusal.code).to.equal("unprocessable");
    expect(refusal.errors).to.deep.equal([
      { path: "icon", code: "required", message: "An icon is required." },
    ]);
  });

  it("apple 9: refuses a picture that cannot be used, naming the slot", async () => {
    const refusal = await refusalOf(upload({ artwork: { icon, hero: Buffer.from("bad") } }));
    expect(refusal.code).to.equal("unprocessable");
    expect(refusal.errors[0]).to.include({ path: "hero", code: "unreadable_image" });
  });

  it("a template upload says revealing_text when that is the only fault, and names all faults when there are others", async () => {
    const definition = { ...aTemplateDefinition, name: { nb: "Gratis dagskort" } };
    expect((await refusalOf(upload({ definition }))).code).to.equal("revealing_text");
    const both = await refusalOf(upload({ actor: other, definition, artwork: {} }));
    expect(both.code).to.equal("unprocessable");
    expect(both.errors.map(({ path }) => path)).to.deep.equal(["name.nb", "icon"]);
  });

  it("a template upload refuses what Google Wallet has no room for", async () => {
    const back = Array.from({ length: 20 }, (_, index) => ({
      key: `text${index}`,
      label: { nb: "Vilkår" },
      value: { text: { nb: `Punkt ${index}` } },
    }));
    const definition = {
      ...aTemplateDefinition,
      fields: { ...aTemplateDefinition.fields, back },
    };
    const refusal = await refusalOf(upload({ definition }));
    expect(refusal.errors[0]).to.include({ path: "fields", code: "too_many_fields" });
  });

  it("a template upload stores nothing of what it refuses", async () => {
    const count = async () => (await database.db("template_versions").count().first())?.["count"];
    const before = await count();
    await refusalOf(upload({ definition: { ...aTemplateDefinition, style: "poster" } }));
    await refusalOf(upload({ artwork: { icon: Buffer.from("bad") } }));
    expect(await count()).to.equal(before);
  });

  it("a template upload keeps a provider from another's templates, as if they were not there", async () => {
    const { id } = await upload();
    for (const templateId of [id, unknown, "no-id"]) {
      const shown = await refusalOf(getTemplate(deps(), { actor: other, templateId }));
      const changed = await refusalOf(upload({ actor: other, templateId }));
      expect([shown.code, changed.code]).to.deep.equal(["not_found", "not_found"]);
    }
    const listed = await listTemplates(deps(), { actor: other });
    expect(listed.items.map((item) => item.id)).to.not.include(id);
  });

  it("a template upload lets every provider see the shipped templates, and none change them", async () => {
    const ids = await loadShippedTemplates(database);
    const templateId = ids.get("concert") ?? "";
    const shown = await getTemplate(deps(), { actor: other, templateId });
    expect(shown.slug).to.equal("concert");
    expect((await refusalOf(upload({ templateId }))).code).to.equal("forbidden");
  }).timeout(60_000);

  it("a template upload lists them in pages, each once", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listTemplates(deps(), { actor, limit: 3, cursor });
      expect(page.items.length).to.be.at.most(3);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const all = await listTemplates(deps(), { actor, limit: 500 });
    expect(seen).to.deep.equal(all.items.map(({ id }) => id));
    expect(new Set(seen).size).to.equal(seen.length);
    expect((await refusalOf(listTemplates(deps(), { actor, cursor: "x" }))).code).to.equal(
      "validation_failed",
    );
  });

  it("a template upload is for providers alone", async () => {
    const officer = { role: "nav" as const, id: "officer", municipalities: ["5025"] };
    expect((await refusalOf(upload({ actor: officer }))).code).to.equal("forbidden");
  });
});
