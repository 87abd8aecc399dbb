import { crc32, deflateSync, gzipSync } from "node:zlib";
import sharp from "sharp";

/** What must never come out again. */
export const smuggled = "<script>alert('smuggled')</script>";

/** A stored zip of one HTML file, as it stands at the end of many a polyglot. */
const zip = Buffer.concat([
  Buffer.from("504b0304140000000000", "hex"),
  Buffer.from(`index.html${smuggled}`),
  Buffer.from("504b050600000000", "hex"),
]);

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#cc3300" } });

const chunk = (type: string, data: Buffer) => {
  const named = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
};

/** A PNG of one-bit pixels, whose header says what it likes of its size. */
function aBitmap(width: number, height: number, data: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The PNG with another chunk after its header. */
const withChunk = (png: Buffer, type: string, data: Buffer) =>
  Buffer.concat([png.subarray(0, 33), chunk(type, data), png.subarray(33)]);

/** The JPEG with a comment after its first marker. */
function withComment(jpeg: Buffer, text: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length + 2);
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe]), length, Buffer.from(text)]);
  return Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]);
}

const svg = (inside: string, attributes = 'width="200" height="100"') =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`,
  );

const frames = async (count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, at) =>
      sharp({
        create: { width: 64, height: 64, channels: 3, background: { r: at * 90, g: 0, b: 0 } },
      })
        .png()
        .toBuffer(),
    ),
  );

const maxBytes = 10 * 1024 * 1024;

interface HostilePicture {
  what: string;
  bytes: () => Buffer | Promise<Buffer>;
  /** How the API names the fault. */
  code: string;
}

/** Each is refused. */
export const hostilePictures: readonly HostilePicture[] = [
  {
    what: "30,000 × 30,000 pixels in 110 KB",
    bytes: () => aBitmap(30_000, 30_000, deflateSync(Buffer.alloc(3751 * 30_000))),
    code: "too_large",
  },
  {
    what: "30,000 × 30,000 pixels that are not there",
    bytes: () => aBitmap(30_000, 30_000, deflateSync(Buffer.alloc(3751))),
    code: "too_large",
  },
  {
    what: "two thousand million pixels a side",
    bytes: () => aBitmap(2_000_000_000, 2_000_000_000, deflateSync(Buffer.alloc(1))),
    code: "unreadable_image",
  },
  { what: "an SVG that runs a script", bytes: () => svg(smuggled), code: "unsafe_svg" },
  {
    what: "an SVG that loads from outside",
    bytes: () => svg('<image href="https://evil.example/x.png" width="9" height="9"/>'),
    code: "unsafe_svg",
  },
  {
    what: "a packed SVG with a script",
    bytes: () => gzipSync(svg(smuggled)),
    code: "unsafe_svg",
  },
  {
    what: "an SVG that swells by naming its own parts",
    bytes: () =>
      svg(
        Array.from({ length: 12 }, (_, at) => {
          const inner = at === 0 ? '<rect width="9" height="9"/>' : `<use href="#a${at - 1}"/>`;
          return `<g id="a${at}">${inner.repeat(10)}</g>`;
        }).join(""),
      ),
    code: "too_complex",
  },
  { what: "100 MB", bytes: () => Buffer.alloc(100 * 1024 * 1024, 1), code: "too_large" },
  {
    what: "one byte more than allowed",
    bytes: () => Buffer.alloc(maxBytes + 1),
    code: "too_large",
  },
  { what: "a PDF", bytes: () => Buffer.from("%PDF-1.7\n%âãÏÓ\n"), code: "unreadable_image" },
  { what: "a zip", bytes: () => zip, code: "unreadable_image" },
  {
    what: "a page",
    bytes: () => Buffer.from(`<!doctype html>${smuggled}`),
    code: "unreadable_image",
  },
  { what: "an empty file", bytes: () => Buffer.alloc(0), code: "empty_file" },
  {
    what: "a PNG that breaks off",
    bytes: async () => (await picture(900, 900).png().toBuffer()).subarray(0, 300),
    code: "unreadable_image",
  },
  {
    what: "a JPEG that breaks off",
    bytes: async () => {
      const whole = await picture(900, 900).jpeg().toBuffer();
      return whole.subarray(0, whole.length / 2);
    },
    code: "unreadable_image",
  },
  {
    what: "a WebP that moves",
    bytes: async () =>
      sharp(await frames(3), { join: { animated: true } })
        .webp({ loop: 0 })
        .toBuffer(),
    code: "animated_image",
  },
  {
    what: "a GIF that moves",
    bytes: async () =>
      sharp(await frames(3), { join: { animated: true } })
        .gif()
        .toBuffer(),
    code: "unsupported_image",
  },
  {
    what: "a page that begins like a GIF",
    bytes: () => Buffer.from(`GIF89a/*${smuggled}`),
    code: "unreadable_image",
  },
];

/** Each is a picture, and something else besides: the picture is taken, the rest is gone. */
export const polyglots: readonly { what: string; bytes: () => Promise<Buffer> }[] = [
  {
    what: "a PNG with a zip behind it",
    bytes: async () => Buffer.concat([await picture(300, 200).png().toBuffer(), zip]),
  },
  {
    what: "a PNG with a page in its text and in a chunk of its own",
    bytes: async () => {
      const png = await picture(300, 200).png().toBuffer();
      const text = withChunk(png, "tEXt", Buffer.from(`Comment\0${smuggled}`));
      return withChunk(text, "xxXx", zip);
    },
  },
  {
    what: "a JPEG with a page in a comment and a zip behind it",
    bytes: async () =>
      Buffer.concat([withComment(await picture(300, 200).jpeg().toBuffer(), smuggled), zip]),
  },
  {
    what: "a WebP with a page in its metadata",
    bytes: () =>
      picture(300, 200)
        .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${smuggled}</x:xmpmeta>`)
        .webp()
        .toBuffer(),
  },
];
