import { expect } from "chai";
import sharp from "sharp";
import { logoWarnings } from "../../../src/wallets/artwork/logo-warnings.ts";
import { thumbnailOf } from "../../../src/wallets/artwork/thumbnail.ts";

const svg = (drawing: string, box = "0 0 400 100") =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">${drawing}</svg>`);
const bar = (color: string) => svg(`<rect width="400" height="100" rx="40" fill="${color}"/>`);
const dots = svg(
  '<circle cx="5" cy="5" r="4" fill="#000"/><circle cx="395" cy="95" r="4" fill="#000"/>',
);
const onWhite = (drawing: string) => svg(`<rect width="400" height="100" fill="#fff"/>${drawing}`);
const small = (width: number) => sharp(bar("#103060")).resize({ width }).png().toBuffer();
const jpeg = (picture: Buffer) => sharp(picture).jpeg().toBuffer();
const letters = '<path d="M20 20h60v60h-60zM120 20h40v60h-40zM200 20h150v60h-150z" fill="#000"/>';

describe("warnings for a logo", () => {
  for (const [what, logo, background, warnings] of [
    ["a dark logo on a light ground", () => bar("#103060"), "#ffffff", []],
    ["a light logo on a dark ground", () => bar("#ffffff"), "#103060", []],
    ["a white logo on white", () => bar("#ffffff"), "#ffffff", ["invisible"]],
    ["a yellow logo on white", () => bar("#fffbd0"), "#ffffff", ["invisible"]],
    ["two dots", () => dots, "#ffffff", ["empty"]],
    [
      "two dots on their own white",
      () => jpeg(onWhite('<circle cx="9" cy="9" r="4"/><circle cx="380" cy="90" r="4"/>')),
      "#103060",
      ["empty"],
    ],
    ["a logo on its own white", () => jpeg(onWhite(letters)), "#ffffff", []],
    ["a logo of 80 pixels", () => small(80), "#ffffff", ["enlarged"]],
    ["a logo of 400 pixels", () => small(400), "#ffffff", []],
    ["a file that is no picture", () => Buffer.from("no picture"), "#ffffff", []],
  ] as const) {
    it(`${warnings.length === 0 ? "nothing is said" : `"${warnings.join()}" is said`} of ${what}`, async () => {
      expect(await logoWarnings(await logo(), background)).to.deep.equal(warnings);
    });
  }

  it("a thumbnail is a small picture of what was uploaded, and there is none of what is refused", async () => {
    const url = await thumbnailOf(bar("#103060"), "logo");
    const [, bytes = ""] = url?.split("base64,") ?? [];
    const { width, format } = await sharp(Buffer.from(bytes, "base64")).metadata();
    expect({ width, format }).to.deep.equal({ width: 320, format: "webp" });
    expect(await thumbnailOf(Buffer.from("no picture"), "logo")).to.equal(undefined);
  });
});
