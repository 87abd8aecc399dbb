import { expect } from "chai";
import { apiWorld, type ApiWorld } from "../../../support/api-world.ts";
import { aTemplateDefinition } from "../../../support/builders.ts";
import { useDatabase } from "../../../support/database.ts";
import { useServer } from "../../../support/server.ts";

const square = (fill: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><rect width="90" height="90" fill="${fill}"/></svg>`;
const formOf = (parts: Record<string, object | string>) => {
  const form = new FormData();
  for (const [name, part] of Object.entries(parts)) {
    form.append(name, typeof part === "string" ? new Blob([part]) : JSON.stringify(part));
  }
  return form;
};
const colors = { background: "#123b5d", foreground: "#ffffff", label: "#cfe3f3" };

describe("a provider's logo and colours", function () {
  this.timeout(60_000);
  const database = useDatabase();
  const server = useServer(database);
  let world: ApiWorld;

  beforeEach(async () => {
    world = await apiWorld(server);
  });

  const upload = (parts: Record<string, object | string>) =>
    world.provider.post("/api/v1/templates", formOf(parts));
  const picturesOf = async (templateId: unknown) =>
    database
      .db("template_images")
      .where({ template_id: templateId, version: 1 })
      .whereLike("name", "artwork-%")
      .orderBy("name")
      .pluck<string[]>("name");
  const look = () => world.provider.get("/api/v1/look");

  it("are those of the first template, whatever later ones look like", async () => {
    expect((await look()).status).to.equal(404);
    const definition = { ...aTemplateDefinition, colors };
    const first = await upload({
      template: definition,
      icon: square("#c30"),
      logo: square("#03c"),
    });
    expect(first.status, first.text).to.equal(201);
    const taken = { version: 1, colors, hasLogo: true };
    expect((await look()).body).to.deep.equal(taken);
    const other = { ...colors, background: "#000000" };
    await upload({ template: { ...definition, colors: other }, icon: square("#0c3") });
    expect((await look()).body).to.deep.equal(taken);
  });

  it("are changed in one place, and stand in for the icon and logo that a new template lacks", async () => {
    const put = (parts: Record<string, object | string>) =>
      world.provider.put("/api/v1/look", formOf(parts));
    const lacking = await upload({ template: aTemplateDefinition });
    expect(lacking.body["errors"]).to.have.nested.property("[0].path", "icon");
    const set = await put({ look: { colors }, icon: square("#c30"), logo: square("#03c") });
    expect(set.body).to.deep.equal({ version: 1, colors, hasLogo: true });
    const template = await upload({ template: aTemplateDefinition });
    expect(await picturesOf(template.body["id"])).to.deep.equal(["artwork-icon", "artwork-logo"]);
    const darker = { ...colors, background: "#001122" };
    expect((await put({ look: { colors: darker } })).body).to.deep.equal({
      version: 2,
      colors: darker,
      hasLogo: true,
    });
    const bare = await put({ look: { colors }, icon: square("#c30") });
    expect(bare.body).to.include({ hasLogo: false });
    const after = await upload({ template: aTemplateDefinition });
    expect(await picturesOf(after.body["id"])).to.deep.equal(["artwork-icon"]);
    const told = await database.db("audit_events").where({ subject: world.providerId });
    expect(told.map(({ action }: { action: string }) => action)).to.deep.equal(
      Array.from({ length: 3 }, () => "look.changed"),
    );
  });

  for (const [what, parts, fault] of [
    [
      "colours that cannot be read",
      { look: { colors: { ...colors, foreground: "#223344" } }, icon: square("#c30") },
      { path: "colors.foreground", code: "contrast" },
    ],
    [
      "a picture that is none",
      { look: { colors }, icon: "no picture" },
      { path: "icon", code: "unreadable_image" },
    ],
    ["no icon", { look: { colors } }, { path: "icon", code: "required" }],
    [
      "a logo alone",
      { look: { colors }, logo: square("#03c") },
      { path: "icon", code: "required" },
    ],
    ["no JSON", { look: "{" }, { path: "look", code: "invalid_json" }],
  ] as const) {
    it(`are refused with ${what}, by the field`, async () => {
      const { body } = await world.provider.put("/api/v1/look", formOf(parts));
      expect(body["errors"]).to.have.lengthOf(1);
      expect((body["errors"] as object[])[0]).to.include(fault);
      expect((await look()).status).to.equal(404);
    });
  }

  it("are a provider's own", async () => {
    await world.provider.put("/api/v1/look", formOf({ look: { colors }, icon: square("#c30") }));
    expect((await world.otherProvider.get("/api/v1/look")).status).to.equal(404);
    expect((await world.nav.get("/api/v1/look")).status).to.equal(403);
  });
});
