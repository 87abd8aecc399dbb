import { gzipSync } from "node:zlib";
import { expect } from "chai";
import sharp from "sharp";
import type { TicketStyle } from "../../../src/domain/templates/template.ts";
import { renderArtwork } from "../../../src/wallets/artwork/render-artwork.ts";
import { artworkFaults } from "../../../src/wallets/artwork/normalise-artwork.ts";
import { imageSlots } from "../../../src/wallets/artwork/image-slots.ts";
import { refusalOf } from "../../support/refusal-of.ts";

const look = (style: TicketStyle = "admission") => ({
  style,
  colors: { background: "#102030", foreground: "#ffffff", label: "#ffffff" },
  fields: { primary: [] },
});

const svg = (inside: string, attributes = 'width="200" height="100"') =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`,
  );
/** What Illustrator writes before its SVGs. */
const doctype =
  '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">';
const square = svg('<rect width="200" height="100" fill="#cc3300"/>');

const picture = (width: number, height: number, color = "#cc3300") =>
  sharp({ create: { width, height, channels: 3, background: color } });

const sizeOf = async (bytes: Buffer | undefined) => {
  const { width, height } = await sharp(bytes).metadata();
  return [width, height];
};

async function pixelOf(bytes: Buffer | undefined, left: number, top: number): Promise<number[]> {
  const { data } = await sharp(bytes)
    .ensureAlpha()
    .extract({ left, top, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [...data];
}

describe("artwork", () => {
  for (const [style, height] of [
    ["event", 98],
    ["admission", 144],
    ["membership", 144],
    ["coupon", 144],
  ] as const) {
    it(`apple 9: fills every slot of a ${style}, from PNG, JPEG, WebP or SVG of any size`, async () => {
      for (const hero of [
        await picture(3000, 500).png().toBuffer(),
        await picture(200, 900).jpeg().toBuffer(),
        await picture(64, 64).webp().toBuffer(),
        square,
      ]) {
        const images = await renderArtwork({ icon: square, logo: square, hero }, look(style));
        expect([...images.keys()]).to.have.members([...imageSlots(style).keys()]);
        expect(await sizeOf(images.get("strip.png"))).to.deep.equal([375, height]);
        expect(await sizeOf(images.get("strip@3x.png"))).to.deep.equal([1125, height * 3]);
        expect(await sizeOf(images.get("icon@2x.png"))).to.deep.equal([76, 76]);
        expect(await sizeOf(images.get("logo@2x.png"))).to.deep.equal([200, 100]);
        expect(await sizeOf(images.get("google-logo.png"))).to.deep.equal([660, 660]);
        expect(await sizeOf(images.get("google-hero.png"))).to.deep.equal([1032, 336]);
      }
    });
  }

  it("the artwork renderer gives a very wide logo the whole width and no more", async () => {
    const logo = svg('<rect width="2000" height="100"/>', 'width="2000" height="100"');
    const images = await renderArtwork({ logo }, look());
    expect(await sizeOf(images.get("logo@3x.png"))).to.deep.equal([480, 24]);
  });

  it("the artwork renderer cuts the empty border off a logo, so that it stands flush left", async () => {
    const logo = svg('<circle cx="150" cy="50" r="30" fill="#fff"/>');
    const images = await renderArtwork({ logo }, look());
    expect(await sizeOf(images.get("logo@3x.png"))).to.deep.equal([150, 150]);
    const [, , , alpha] = await pixelOf(images.get("logo@3x.png"), 2, 75);
    expect(alpha).to.be.greaterThan(100);
  });

  it("the artwork renderer leaves a logo without a border, or with nothing in it, as it is", async () => {
    for (const logo of [square, svg("")]) {
      const images = await renderArtwork({ logo }, look());
      expect(await sizeOf(images.get("logo.png"))).to.deep.equal([100, 50]);
    }
  });

  it("surrounds the mark so that Google's round mask cuts nothing of it", async () => {
    const mark = svg('<rect width="100" height="100" fill="#0f0"/>', 'width="100" height="100"');
    const onIt = svg('<circle cx="50" cy="50" r="40" fill="#0f0"/>', 'width="100" height="100"');
    const full = (await renderArtwork({ icon: mark }, look())).get("google-logo.png");
    const clear = (await renderArtwork({ icon: onIt }, look())).get("google-logo.png");
    // An opaque icon goes on to the edge in its own colour; a clear one stands on the ticket's.
    expect(await pixelOf(full, 3, 330)).to.deep.equal([0, 255, 0, 255]);
    expect(await pixelOf(clear, 3, 330)).to.deep.equal([16, 32, 48, 255]);
    expect(await pixelOf(clear, 330, 330)).to.deep.equal([0, 255, 0, 255]);
  });

  it("the artwork renderer turns a photo upright and strips where, when and by what it was taken", async () => {
    const left = picture(400, 400, "#ff0000").extend({ right: 400, background: "#0000ff" });
    const hero = await sharp(await left.png().toBuffer())
      .jpeg()
      .withExif({ IFD0: { Orientation: "3", Artist: "Kari" }, IFD3: { GPSLatitudeRef: "N" } })
      .withMetadata({ orientation: 3 })
      .toBuffer();
    expect((await sharp(hero).metadata()).exif).to.be.instanceOf(Buffer);
    const strip = (await renderArtwork({ hero }, look())).get("strip.png");
    const { exif, icc, orientation } = await sharp(strip).metadata();
    expect([exif, icc, orientation]).to.deep.equal([undefined, undefined, undefined]);
    const [red = 0, , blue = 0] = await pixelOf(strip, 10, 70);
    expect(blue - red).to.be.greaterThan(100);
  });

  for (const [orientation, degrees] of [
    [3, 180],
    [6, 90],
    [8, 270],
  ] as const) {
    it(`the artwork renderer turns a photo whose camera says orientation ${orientation}, also on its side`, async () => {
      // Red above blue when upright, however the camera was held.
      const upright = await picture(400, 300, "#ff0000")
        .extend({ bottom: 300, background: "#0000ff" })
        .png()
        .toBuffer();
      const hero = await sharp(upright)
        .rotate(360 - degrees)
        .withMetadata({ orientation })
        .jpeg()
        .toBuffer();
      const strip = (await renderArtwork({ hero }, look())).get("google-hero.png");
      const [red = 0] = await pixelOf(strip, 516, 20);
      const [, , blue = 0] = await pixelOf(strip, 516, 316);
      expect([red > 200, blue > 200]).to.deep.equal([true, true]);
    });
  }

  it("the artwork renderer shows a printer's four colours as a screen does, and sixteen bits as eight", async () => {
    const red = picture(300, 200, "#d02010");
    for (const hero of [
      await red.clone().toColourspace("cmyk").jpeg().toBuffer(),
      await red.clone().toColourspace("rgb16").png().toBuffer(),
      await red.clone().toColourspace("b-w").png().toBuffer(),
    ]) {
      const { space, depth } = await sharp(hero).metadata();
      const strip = (await renderArtwork({ hero }, look())).get("strip@2x.png");
      expect(await sharp(strip).metadata()).to.include({ space: "srgb", depth: "uchar" });
      const [r = 0, g = 0, b = 0] = await pixelOf(strip, 300, 100);
      if (space === "b-w") expect([g, b]).to.deep.equal([r, r]);
      else expect(Math.abs(r - 0xd0) + Math.abs(g - 0x20) + Math.abs(b - 0x10), space).below(60);
      expect([space, depth]).not.to.deep.equal(["srgb", "uchar"]);
    }
  });

  it("the artwork renderer renders the same bytes from the same artwork", async () => {
    const once = await renderArtwork({ icon: square, hero: square }, look());
    expect(await renderArtwork({ icon: square, hero: square }, look())).to.deep.equal(once);
  });

  it("the artwork renderer renders only what was sent", async () => {
    const images = await renderArtwork({ icon: square }, look());
    expect([...images.keys()]).to.have.members([
      "icon.png",
      "icon@2x.png",
      "icon@3x.png",
      "google-logo.png",
    ]);
  });

  const prefixed = Buffer.from(
    '<s:svg xmlns:s="http://www.w3.org/2000/svg" width="200" height="100"><s:rect/></s:svg>',
  );
  const gif = Buffer.from("R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=", "base64");
  it("takes an SVG with the standard's DOCTYPE, as Illustrator writes it", async () => {
    const xml = Buffer.from(`<?xml version="1.0" encoding="utf-8"?>\n${doctype}\n`);
    expect(await artworkFaults(Buffer.concat([xml, square]), "logo")).to.deep.equal([]);
  });

  const bomb = () => picture(12_000, 12_000).png().toBuffer();
  const hidden = "&#x68;ttp://evil.example/x.png";
  for (const [what, code, hero] of [
    ["a text", "unreadable_image", () => Buffer.from("not a picture")],
    ["nothing", "unreadable_image", () => Buffer.alloc(0)],
    [
      "a cut-off PNG",
      "unreadable_image",
      async () => (await picture(900, 900).png().toBuffer()).subarray(0, 300),
    ],
    ["a GIF", "unsupported_image", () => gif],
    ["more than 10 MB", "too_large", () => Buffer.alloc(10 * 1024 * 1024 + 1)],
    ["a small file with 144 million pixels", "too_large", bomb],
    ["a picture of 8 × 8", "too_small", () => picture(8, 8).png().toBuffer()],
    ["an SVG of more than 2 MB", "too_large", () => svg(`<!--${"x".repeat(2 * 1024 * 1024)}-->`)],
    ["an SVG with a script", "unsafe_svg", () => svg("<script>alert(1)</script>")],
    ["an SVG with a prefixed script", "unsafe_svg", () => svg("<svg:script/>")],
    ["an SVG with an event handler", "unsafe_svg", () => svg('<g onload="alert(1)"/>')],
    ["an SVG with a DOCTYPE", "unsafe_svg", () => Buffer.from("<!DOCTYPE svg><svg/>")],
    [
      "an SVG with entities in the standard's DOCTYPE",
      "unsafe_svg",
      () => Buffer.from(`${doctype.replace(">", ' [<!ENTITY a "b">]>')}<svg>&a;</svg>`),
    ],
    ["an SVG with two DOCTYPEs", "unsafe_svg", () => Buffer.from(`${doctype}${doctype}<svg/>`)],
    ["an SVG with entities", "unsafe_svg", () => Buffer.from('<!ENTITY a "b"><svg>&a;</svg>')],
    ["an SVG with foreign content", "unsafe_svg", () => svg("<foreignObject/>")],
    ["an SVG with a remote picture", "unsafe_svg", () => svg('<image href="https://e.example/"/>')],
    ["an SVG with a disguised address", "unsafe_svg", () => svg(`<image href="${hidden}"/>`)],
    ["an SVG with a local file", "unsafe_svg", () => svg('<image xlink:href="/etc/passwd"/>')],
    ["an SVG with a remote style", "unsafe_svg", () => svg("<style>@import 'x.css'</style>")],
    ["an SVG with a remote fill", "unsafe_svg", () => svg('<rect fill="url(http://e.example)"/>')],
    ["an SVG within an SVG", "unsafe_svg", () => svg('<image href="data:image/svg+xml,x"/>')],
    ["an SVG that includes", "unsafe_svg", () => svg('<xi:include href="#x"/>')],
    [
      "an SVG with a style sheet",
      "unsafe_svg",
      () => Buffer.from('<?xml-stylesheet href="#"?><svg/>'),
    ],
    ["a compressed SVG", "unsafe_svg", () => gzipSync(square)],
    [
      "an SVG whose filter takes too long",
      "too_complex",
      () =>
        svg(
          `<filter id="f"><feMorphology operator="dilate" radius="900"/></filter><rect width="900" height="900" filter="url(#f)"/>`.repeat(
            9,
          ),
          'width="900" height="900"',
        ),
    ],
    ["an SVG in UTF-16", "unreadable_image", () => Buffer.from(square.toString(), "utf16le")],
    ["an SVG whose root has a prefix", "unreadable_image", () => prefixed],
    ["an SVG of a million pixels a side", "too_large", () => svg("", 'width="1e6" height="1e6"')],
  ] as const) {
    it(`the artwork renderer refuses ${what}, naming the slot`, async () => {
      const refusal = await refusalOf(renderArtwork({ icon: square, hero: await hero() }, look()));
      expect(refusal.code).to.equal("unprocessable");
      expect(refusal.errors.map(({ path }) => path)).to.include("hero");
      expect(refusal.errors.map((error) => error.code)).to.include(code);
    });
  }

  it("the artwork renderer names every slot that cannot be used at once", async () => {
    const bad = Buffer.from("bad");
    const refusal = await refusalOf(renderArtwork({ icon: bad, logo: bad, hero: bad }, look()));
    expect(refusal.errors.map(({ path }) => path)).to.deep.equal(["icon", "logo", "hero"]);
  });

  it("the artwork renderer takes an SVG that points to its own parts and carries a picture within itself", async () => {
    const inner = (await picture(20, 20).png().toBuffer()).toString("base64");
    const hero = svg(
      `<defs><linearGradient id="g"><stop stop-color="#f00"/></linearGradient></defs>
       <rect width="200" height="100" fill="url(#g)"/><image href="data:image/png;base64,${inner}"/>`,
    );
    expect((await renderArtwork({ hero }, look())).has("strip.png")).to.equal(true);
  });
});
