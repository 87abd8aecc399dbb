import { expect } from "chai";
import { loadShippedTemplates } from "../../../../src/actions/templates/load-shipped-templates.ts";
import { createApiKey } from "../../../../src/actions/integrations/create-api-key.ts";
import { insertProviderUser } from "../../../../src/db/providers/provider-users.ts";
import { providerSession } from "../../../support/sessions.ts";
import { templateTexts } from "../../../../src/views/texts/staff-texts.ts";
import { aProvider, aTemplateDefinition, testKeyRing } from "../../../support/builders.ts";
import { useDatabase } from "../../../support/database.ts";
import { hostilePictures, polyglots, smuggled } from "../../../support/hostile-pictures.ts";
import { useServer } from "../../../support/server.ts";
import { aPng } from "../../../support/ticket-content.ts";

const boundary = "----formdata";

/** A body as a browser writes it, with whatever file name: FormData would mend some of them. */
function aBody(fields: [name: string, value: string | Buffer, fileName?: string][]): Buffer {
  const parts = fields.flatMap(([name, value, fileName]) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${
        fileName === undefined
          ? ""
          : `; filename="${fileName}"\r\nContent-Type: application/octet-stream`
      }\r\n\r\n`,
    ),
    Buffer.from(value),
    Buffer.from("\r\n"),
  ]);
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
}
const type = { "Content-Type": `multipart/form-data; boundary=${boundary}` };

describe("hostile uploads", function () {
  this.timeout(60_000);
  const database = useDatabase({ shipped: true });
  const server = useServer(database);
  let apiKey: string;
  let cookie: string;
  let base: string;
  let png: Buffer;

  before(async () => {
    const { id: providerId } = await aProvider(database.db);
    const owner = { role: "provider", providerId, name: "test" } as const;
    ({ key: apiKey } = await createApiKey(server.deps, owner));
    const user = { providerId, role: "owner", email: "a@b.example" } as const;
    const userId = await database.db.transaction((trx) =>
      insertProviderUser(trx, testKeyRing, user),
    );
    cookie = `provider=${await providerSession(server.deps, userId)}`;
    base = (await loadShippedTemplates(server.deps)).get("museum") ?? "";
    png = await aPng(200, 200);
  });

  /** The form as the page sends it, typed in every part, with the picture as its hero image. */
  async function sendForm(hero: Buffer, { fileName = "bilde.png", language = "nb" } = {}) {
    const answer = await fetch(`${server.url}/provider/templates?csrf=token&lang=${language}`, {
      method: "POST",
      headers: { cookie, ...type },
      redirect: "manual",
      body: aBody([
        ["do", "save"],
        ["base", base],
        ["style", "coupon"],
        ["name.nb", "Sommer på fjellet"],
        ["colors.background", "#123456"],
        ["colors.foreground", "#ffffff"],
        ["colors.label", "#ffffff"],
        ["icon", png, "merke.png"],
        ["logo", "", ""],
        ["hero", hero, fileName],
        ["focus.x", "20"],
        ["focus.y", "70"],
        ["field.0.key", "title"],
        ["field.0.slot", "primary"],
        ["field.0.source", "title"],
        ["field.0.label.nb", "Bare i år"],
      ]),
    });
    return { status: answer.status, answer, html: await answer.text() };
  }

  /** What stands beside the field of the hero image. */
  const besideHero = (html: string) => {
    const field = html.slice(html.indexOf('id="hero"'), html.indexOf('name="upload.hero"'));
    return field.replace(/<[^>]*>/g, " ").replaceAll("&quot;", '"');
  };

  function expectTyped(html: string): void {
    for (const typed of ["Sommer på fjellet", "#123456", "Bare i år"]) {
      expect(html).to.contain(`value="${typed}"`);
    }
    expect(/id="focus\.x"[^>]*value="20"/.test(html)).to.equal(true);
    expect(html).to.match(/name="upload\.icon" value="[0-9a-f-]{36}"/);
    expect(html).not.to.contain("smuggled");
  }

  const upload = (hero: Buffer, fileName = "bilde.png", key = apiKey) =>
    fetch(`${server.url}/api/v1/templates`, {
      method: "POST",
      headers: { Authorization: `Bearer ${key}`, ...type },
      body: aBody([
        ["template", JSON.stringify(aTemplateDefinition)],
        ["icon", png, "merke.png"],
        ["hero", hero, fileName],
      ]),
    });

  for (const { what, bytes, code } of hostilePictures) {
    it(`the template upload refuses ${what} beside the field, in the page's language, and keeps what was typed`, async () => {
      const hero = await bytes();
      // What is given up takes five seconds each time.
      const languages = code === "too_complex" ? (["nn"] as const) : (["nb", "nn"] as const);
      for (const language of languages) {
        const { status, html } = await sendForm(hero, { language });
        expect(status).to.equal(422);
        const said = templateTexts(language).faults[code as "too_large"];
        expect(besideHero(html)).to.contain(said);
        expectTyped(html);
      }
    });

    it(`the template upload refuses ${what} over the API, naming the part`, async () => {
      const answer = await upload(await bytes());
      const problem = (await answer.json()) as { errors: { path: string; code: string }[] };
      expect(answer.status).to.equal(422);
      expect(problem.errors.map((error) => [error.path, error.code])).to.deep.include([
        "hero",
        code,
      ]);
    });
  }

  it("the template upload tells a client without a key so, though the client still sends 20 MB", async () => {
    const answer = await upload(Buffer.alloc(20 * 1024 * 1024), "bilde.png", "none");
    expect(answer.status).to.equal(401);
    expect(((await answer.json()) as { code: string }).code).to.equal("unauthorized");
  });

  it("the template upload's server keeps an idle connection for longer than a proxy's usual 60 seconds", async () => {
    const answer = await fetch(`${server.url}/livez`);
    const [, seconds] = /timeout=(\d+)/.exec(answer.headers.get("keep-alive") ?? "") ?? [];
    expect(Number(seconds)).to.be.above(60);
  });

  for (const { what, bytes } of polyglots) {
    it(`the template upload takes ${what} as the picture that it is, and nothing of it comes out again`, async () => {
      const hero = await bytes();
      expect(hero.includes(smuggled), "the test's own").to.equal(true);
      const answer = await upload(hero);
      expect(answer.status).to.equal(201);
      const { id } = (await answer.json()) as { id: string };
      const images = await database
        .db("template_images")
        .where({ template_id: id })
        .select<{ name: string; hash: string }[]>("name", "hash");
      const served = await Promise.all(
        images.map(async ({ name, hash }) => {
          const image = await fetch(`${server.url}/images/${hash}.png`);
          return { name, status: image.status, body: Buffer.from(await image.arrayBuffer()) };
        }),
      );
      const public_ = served.filter(({ status }) => status === 200);
      expect(public_.map(({ name }) => name)).to.include.members([
        "strip@2x.png",
        "google-hero.png",
      ]);
      expect(served.filter(({ name }) => name.startsWith("artwork")).length).to.be.at.least(2);
      const pictures = await Promise.all(
        ["apple", "google"].map(async (wallet) => {
          const path = `/api/v1/templates/${id}/preview/${wallet}.png`;
          const picture = await fetch(server.url + path, {
            headers: { Authorization: `Bearer ${apiKey}` },
          });
          expect(picture.status).to.equal(200);
          return Buffer.from(await picture.arrayBuffer());
        }),
      );
      for (const body of [...served.map((one) => one.body), ...pictures]) {
        expect(body.includes("smuggled") || body.includes("PK\x03\x04")).to.equal(false);
      }
      expect((await sendForm(hero)).status).to.equal(303);
    });
  }

  it("the template upload asks for a picture again that was sent too long ago to be kept", async () => {
    const { html } = await sendForm(Buffer.from("no picture"));
    const [, icon = ""] = /name="upload\.icon" value="([0-9a-f-]{36})"/.exec(html) ?? [];
    const save = async () => {
      const answer = await fetch(`${server.url}/provider/templates?csrf=token`, {
        method: "POST",
        headers: { cookie, ...type },
        redirect: "manual",
        body: aBody([
          ["do", "save"],
          ["base", base],
          ["style", "coupon"],
          ["name.nb", "Sommer på fjellet"],
          ["colors.background", "#123456"],
          ["colors.foreground", "#ffffff"],
          ["colors.label", "#ffffff"],
          ["upload.icon", icon],
          ["icon", "", ""],
        ]),
      });
      return { status: answer.status, html: await answer.text() };
    };
    await database.db("template_uploads").where({ id: icon }).delete();
    const refused = await save();
    expect(refused.status).to.equal(422);
    expect(refused.html).to.contain(templateTexts("nb").faults.expired);
    expect(refused.html).to.contain('name="upload.icon" value=""');
    expect(refused.html).to.contain('value="Sommer på fjellet"');
  });

  it("the template upload serves an SVG never as what it is, only drawn", async () => {
    const drawing = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect width="200" height="100"/></svg>',
    );
    const answer = await upload(drawing, "tegning.svg");
    const { id } = (await answer.json()) as { id: string };
    const hashes = await database
      .db("template_images")
      .where({ template_id: id })
      .pluck<string[]>("hash");
    for (const hash of hashes) {
      const image = await fetch(`${server.url}/images/${hash}.png`);
      const body = Buffer.from(await image.arrayBuffer());
      expect(body.includes("<svg")).to.equal(false);
      if (image.status === 200) expect(body.subarray(1, 4).toString()).to.equal("PNG");
      else expect(image.status).to.equal(404);
    }
  });

  for (const [what, fileName] of [
    ["that reads backwards", "\u202Egnp.lmth.png"],
    ["with quotes and a path", "%22..\\..\\etc/../passwd%22.png"],
    ["of emoji, zero-width and combining letters", "🎟️\u200b\u0301e\ufeff.png"],
    ["of four thousand letters", "å".repeat(4_000)],
    ["that spells a page", `${smuggled}.png`],
    ["with bytes that are no text", Buffer.from([0xff, 0xfe, 0x80]).toString("latin1")],
  ] as const) {
    it(`the template upload takes a picture under a name ${what}, and forgets the name`, async () => {
      const { status, answer, html } = await sendForm(png, { fileName });
      expect(status).to.equal(303);
      expect(html + (answer.headers.get("location") ?? "")).not.to.contain("smuggled");
      expect((await upload(png, fileName)).status).to.equal(201);
    });
  }

  for (const [what, fileName] of [
    ["NUL", "bilde\0.png"],
    ["a line feed", "bilde\n.png"],
    ["twenty thousand letters", "x".repeat(20_000)],
  ] as const) {
    it(`the template upload refuses a name with ${what} beside the field, and keeps what was typed after it, too`, async () => {
      for (const hero of [png, Buffer.alloc(3 * 1024 * 1024, 7)]) {
        const { status, html } = await sendForm(hero, { fileName });
        expect(status).to.equal(422);
        expect(besideHero(html)).to.contain(templateTexts("nb").faults.unreadable_part);
        expectTyped(html);
      }
      const answer = await upload(png, fileName);
      const problem = (await answer.json()) as { errors: { code: string; message: string }[] };
      expect(answer.status).to.equal(422);
      expect(problem.errors[0]).to.include({ code: "unreadable_part" });
      expect(problem.errors[0]?.message).to.contain("file name");
    });
  }

  it("the template upload keeps no more of a form than fits, however much is sent under its names", async () => {
    const large = Buffer.alloc(200_000, "x");
    const many = Array.from({ length: 400 }, (_, at): [string, Buffer, string?] =>
      at % 2 === 0
        ? [`field.${at % 60}.label.nn`, large]
        : [`field.${at % 60}.text.nn`, large, "text.txt"],
    );
    const answer = await fetch(`${server.url}/provider/templates?csrf=token`, {
      method: "POST",
      headers: { cookie, ...type },
      body: aBody([["do", "preview"], ["name.nb", "Mye"], ...many]),
    });
    const html = await answer.text();
    expect(html).to.contain('value="Mye"');
    expect(html.length).to.be.below(6_000_000);
  });
});
