// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import { crc32, inflateRawSync } from "node:zlib";
import { PackageFault } from "./package-fault.ts";

const localSignature = 0x04034b50;
const centralSignature = 0x02014b50;
const endSignature = 0x06054b50;
const endBytes = 22;

/** Limit of an uncompressed file, against zip bombs. */
const maxBytes = 32 * 1024 * 1024;

interface Entry {
  name: string;
  method: number;
  crc: number;
  packedSize: number;
  size: number;
  offset: number;
}

/** Finds the end of central directory record, which a comment may follow. */
function findEnd(zip: Buffer): number {
  for (let at = zip.length - endBytes; at >= 0; at--) {
    if (zip.readUInt32LE(at) === endSignature) return at;
  }
  throw new PackageFault("This is no zip file.");
}

function entriesOf(zip: Buffer): Entry[] {
  const end = findEnd(zip);
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    if (zip.readUInt32LE(at) !== centralSignature) {
      throw new PackageFault("The zip's directory is damaged.");
    }
    const nameEnd = at + 46 + zip.readUInt16LE(at + 28);
    const entry = {
      name: zip.toString("utf8", at + 46, nameEnd),
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      packedSize: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      offset: zip.readUInt32LE(at + 42),
    };
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    return entry;
  });
}

/** Whether the name is a relative path without `.` and `..`. */
const isPlain = (name: string) =>
  !name.includes("\\") && name.split("/").every((part) => !["", ".", ".."].includes(part));

function contentsOf(zip: Buffer, entry: Entry): Buffer {
  const { name, offset, method, packedSize, size, crc } = entry;
  if (zip.readUInt32LE(offset) !== localSignature) {
    throw new PackageFault(`The zip has no file where ${name} should stand.`);
  }
  const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  const packed = zip.subarray(start, start + packedSize);
  if (method !== 0 && method !== 8) throw new PackageFault(`${name} is packed in an unknown way.`);
  const contents = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: maxBytes });
  if (contents.length !== size || crc32(contents) !== crc) {
    throw new PackageFault(`${name} is damaged.`);
  }
  return contents;
}

/**
 * Reads the files of a zip by name. Throws PackageFault for a damaged file, a duplicate or an unsafe
 * path.
 */
export function readZip(zip: Buffer): Map<string, Buffer> {
  try {
    const files = new Map<string, Buffer>();
    for (const entry of entriesOf(zip)) {
      if (!isPlain(entry.name)) throw new PackageFault(`${entry.name} is no name for a file.`);
      if (files.has(entry.name)) throw new PackageFault(`${entry.name} is there twice.`);
      files.set(entry.name, contentsOf(zip, entry));
    }
    return files;
  } catch (error) {
    if (error instanceof PackageFault) throw error;
    throw new PackageFault("The zip is cut off.");
  }
}
