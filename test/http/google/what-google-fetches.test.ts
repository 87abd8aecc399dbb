import { createHash } from "node:crypto";
import { expect } from "chai";
import sharp from "sharp";
import { insertImages } from "../../../src/db/templates/images.ts";
import { mayFetch } from "../../../src/cli/google/robots.ts";
import { renderArtwork } from "../../../src/wallets/artwork/render-artwork.ts";
import { aTemplate, aTemplateDefinition } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";

const drawing = (width: number, height: number) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><circle cx="${width / 2}" cy="${height / 2}" r="${height / 3}" fill="#c33"/></svg>`,
  );

describe("what Google fetches from us", () => {
  const database = useDatabase();
  const server = useServer(database);
  let hashes: Map<string, string>;

  const get = (path: string) => fetch(`${server.url}${path}`);

  before(async () => {
    const { id, version } = await aTemplate(database.db);
    const artwork = { icon: drawing(64, 64), hero: drawing(2000, 900) };
    const images = await renderArtwork(artwork, aTemplateDefinition);
    images.set("artwork-icon", artwork.icon);
    hashes = await database.db.transaction((trx) => insertImages(trx, images));
    await database
      .db("template_images")
      .insert([...hashes].map(([name, hash]) => ({ template_id: id, version, name, hash })));
  });

  for (const [name, width, height] of [
    ["google-logo.png", 660, 660],
    ["google-hero.png", 1032, 336],
  ] as const) {
    it(`Google's image is ${name} at Google's size, under its own hash, for ever`, async () => {
      const hash = hashes.get(name) ?? "";
      const response = await get(`/images/${hash}.png`);
      expect(response.status).to.equal(200);
      expect(response.headers.get("content-type")).to.equal("image/png");
      expect(response.headers.get("cache-control")).to.equal("public, max-age=31536000, immutable");
      const body = Buffer.from(await response.arrayBuffer());
      expect(createHash("sha256").update(body).digest("hex")).to.equal(hash);
      expect(response.headers.get("content-length")).to.equal(String(body.length));
      expect(await sharp(body).metadata()).to.include({ width, height, format: "png" });
      expect(response.headers.get("set-cookie")).to.equal(null);
    });
  }

  it("Google's image is found by asking for its head, too", async () => {
    const path = `/images/${hashes.get("google-logo.png") ?? ""}.png`;
    const response = await fetch(`${server.url}${path}`, { method: "HEAD" });
    expect(response.status).to.equal(200);
  });

  it("Google's image is neither what was uploaded nor anything else", async () => {
    for (const hash of [hashes.get("artwork-icon") ?? "", "0".repeat(64), "x"]) {
      const response = await get(`/images/${hash}.png`);
      expect(response.status).to.equal(404);
      expect(response.headers.get("cache-control")).to.equal("no-store");
    }
  });

  it("Google's image may be fetched by Google, by robots.txt; and nothing else by anyone", async () => {
    const response = await get("/robots.txt");
    expect(response.headers.get("content-type")).to.match(/^text\/plain/);
    const robots = await response.text();
    for (const agent of ["Googlebot", "Googlebot-Image", "Google-Anything", "Other"]) {
      for (const path of [`/images/${"a".repeat(64)}.png`, "/google/callback"]) {
        expect(mayFetch(robots, agent, path), `${agent} ${path}`).to.equal(true);
      }
      for (const path of ["/", "/t/abc", "/nav", "/api/v1/offers", "/docs", "/google/other"]) {
        expect(mayFetch(robots, agent, path), `${agent} ${path}`).to.equal(false);
      }
    }
  });

  it("Google's image is all that is not kept out of indexes", async () => {
    const path = `/images/${hashes.get("google-logo.png") ?? ""}.png`;
    expect((await get(path)).headers.get("x-robots-tag")).to.equal(null);
    for (const other of ["/t", "/docs", "/nav", "/robots.txt", "/images/none.png"]) {
      expect((await get(other)).headers.get("x-robots-tag"), other).to.equal("noindex");
    }
  });
});
