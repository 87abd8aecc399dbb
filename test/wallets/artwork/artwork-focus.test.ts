import { expect } from "chai";
import sharp from "sharp";
import { artworkFaults } from "../../../src/wallets/artwork/normalise-artwork.ts";
import { renderArtwork, type ArtworkLook } from "../../../src/wallets/artwork/render-artwork.ts";

/** Red on the left, blue on the right, far wider than any slot. */
const hero = () =>
  sharp({ create: { width: 2000, height: 200, channels: 3, background: "#ff0000" } })
    .composite([
      {
        input: { create: { width: 1000, height: 200, channels: 3, background: "#0000ff" } },
        left: 1000,
        top: 0,
      },
    ])
    .png()
    .toBuffer();

describe("a hero image's focus", () => {
  const look: ArtworkLook = {
    style: "event",
    colors: { background: "#102030", foreground: "#ffffff", label: "#ffffff" },
    fields: { primary: [] },
  };

  for (const [name, x, channel] of [
    ["left", 0, 0],
    ["right", 1, 2],
  ] as const) {
    it(`a hero image's focus keeps the ${name} end in view wherever the image is cropped`, async () => {
      const heroFocus = { x, y: 0.5 };
      const images = await renderArtwork({ hero: await hero() }, { ...look, heroFocus });
      for (const [slot, width] of [
        ["strip.png", 375],
        ["google-hero.png", 1032],
      ] as const) {
        const { channels } = await sharp(images.get(slot)).removeAlpha().stats();
        const metadata = await sharp(images.get(slot)).metadata();
        expect(metadata.width).to.equal(width);
        expect(channels[channel]?.mean, slot).to.be.greaterThan(250);
      }
    });
  }

  it("a hero image's focus is the middle where none is given", async () => {
    const picture = await hero();
    const heroFocus = { x: 0.5, y: 0.5 };
    const names = ["strip.png"];
    const [given, none] = await Promise.all([
      renderArtwork({ hero: picture }, { ...look, heroFocus }, names),
      renderArtwork({ hero: picture }, look, names),
    ]);
    expect([...given.keys()]).to.eql(names);
    const raw = (images: typeof given) => sharp(images.get("strip.png")).raw().toBuffer();
    expect((await raw(given)).equals(await raw(none))).to.equal(true);
  });

  it("a hero image's focus does not matter to whether an image can be used", async () => {
    expect(await artworkFaults(await hero(), "hero")).to.eql([]);
    expect(await artworkFaults(Buffer.from("no image"), "hero")).to.have.length(1);
  });
});
