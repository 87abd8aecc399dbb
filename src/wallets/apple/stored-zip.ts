// Zip without compression: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import { crc32 } from "node:zlib";

/** The two headers of one file. */
export interface ZipEntry {
  /** The local file header, which precedes the file's bytes. */
  local: Buffer;
  /** For the central directory; `centralDirectory` fills in the offset. */
  central: Buffer;
  /** The file's bytes, never joined. */
  pieces: readonly Uint8Array[];
  length: number;
}

const localBytes = 30;
const centralBytes = 46;
const endBytes = 22;
const offsetPosition = 42;

/**
 * Creates the headers of a file. They hold no timestamp, so equal files give equal bytes. Names are
 * ASCII. Files stay far below 4 GB, so there is no Zip64.
 */
export function zipEntry(name: string, pieces: readonly Uint8Array[]): ZipEntry {
  const nameBytes = Buffer.from(name, "latin1");
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const crc = pieces.reduce((sum, piece) => crc32(piece, sum), 0);

  const local = Buffer.alloc(localBytes + nameBytes.length);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(10, 4);
  local.writeUInt32LE(crc, 14);
  local.writeUInt32LE(size, 18);
  local.writeUInt32LE(size, 22);
  local.writeUInt16LE(nameBytes.length, 26);
  nameBytes.copy(local, localBytes);

  const central = Buffer.alloc(centralBytes + nameBytes.length);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 4);
  local.copy(central, 6, 4, localBytes);
  nameBytes.copy(central, centralBytes);

  return { local, central, pieces, length: local.length + size };
}

/** The entries' central directory; `offset` is that of the first entry. */
export function centralDirectory(entries: readonly ZipEntry[], offset = 0): Buffer {
  const directory = Buffer.concat(entries.map(({ central }) => central));
  let [position, at] = [0, offset];
  for (const { central, length } of entries) {
    directory.writeUInt32LE(at, position + offsetPosition);
    position += central.length;
    at += length;
  }
  return directory;
}

/** The end record: number of files, and where their directory is. */
export function endOfDirectory(files: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(endBytes);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files, 8);
  end.writeUInt16LE(files, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

export const entryPieces = (entries: readonly ZipEntry[]): Uint8Array[] =>
  entries.flatMap(({ local, pieces }) => [local, ...pieces]);

/** Creates a whole zip as pieces to stream in order. */
export function storedZip(entries: readonly ZipEntry[]): { pieces: Uint8Array[]; length: number } {
  const filesLength = entries.reduce((sum, { length }) => sum + length, 0);
  const directory = centralDirectory(entries);
  const end = endOfDirectory(entries.length, directory.length, filesLength);
  return {
    pieces: [...entryPieces(entries), directory, end],
    length: filesLength + directory.length + end.length,
  };
}
