import { expect } from "chai";
import sharp, { type Sharp } from "sharp";
import { isTextLost } from "../../../src/wallets/artwork/text-legibility.ts";
import { shippedTemplates } from "../../support/shipped-templates.ts";

const size = { width: 750, height: 246, channels: 3 } as const;
const plain = (background: string) => sharp({ create: { ...size, background } });
const bar = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();

/** The picture with a bar across it. */
async function withBar(
  one: string,
  { left, top, ...box }: { left: number; top: number; width: number; height: number },
  other: string,
) {
  const input = await bar(box.width, box.height, other);
  return plain(one).composite([{ input, left, top }]);
}

describe("the large text over a picture", () => {
  const colors = { background: "#ffff00", foreground: "#555555", label: "#555555" };
  const lost = async (picture: Sharp, changes: Partial<typeof colors> = {}) =>
    isTextLost(new Map([["strip@2x.png", await picture.png().toBuffer()]]), {
      ...colors,
      ...changes,
    });

  it("large text over a picture is lost in grey on blue, though it can be read on the background", async () => {
    expect(await lost(plain("#3377aa"))).to.equal(true);
  });

  it("large text over a picture is not lost where it stands out, or where there is no picture", async () => {
    expect(await lost(plain("#ffffff"))).to.equal(false);
    expect(await isTextLost(new Map(), colors)).to.equal(false);
  });

  it("large text over a picture is lost over a picture that changes behind it, whatever the colour", async () => {
    const half = await withBar("#000000", { left: 0, top: 0, width: 190, height: 246 }, "#ffffff");
    expect(await lost(half, { foreground: "#ffffff" })).to.equal(true);
    expect(await lost(half, { foreground: "#000000" })).to.equal(true);
  });

  it("large text over a picture is not lost for what the picture shows elsewhere", async () => {
    const right = { left: 400, top: 0, width: 350, height: 246 };
    const picture = await withBar("#000000", right, "#ffffff");
    expect(await lost(picture, { foreground: "#ffffff" })).to.equal(false);
  });

  it("large text over a picture is measured on the background where the picture is clear", async () => {
    const clear = sharp({ create: { ...size, channels: 4, background: "#00000000" } });
    expect(await lost(clear)).to.equal(false);
    expect(await lost(clear, { background: "#444444" })).to.equal(true);
  });

  it("large text over a picture is lost in no shipped template", async () => {
    for (const { slug, definition, images } of await shippedTemplates()) {
      expect(await isTextLost(images, definition.colors), slug).to.equal(false);
    }
  });
});
