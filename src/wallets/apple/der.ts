// The little of ASN.1's DER that signing needs: https://www.itu.int/rec/T-REC-X.690

export const derTag = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  ia5String: 0x16,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
  /** `[0]`, constructed. */
  context0: 0xa0,
  context3: 0xa3,
} as const;

function lengthOctets(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) octets.unshift(rest & 0xff);
  return Buffer.of(0x80 | octets.length, ...octets);
}

export function der(tag: number, ...contents: Uint8Array[]): Buffer {
  const length = contents.reduce((sum, content) => sum + content.length, 0);
  return Buffer.concat([Buffer.of(tag), lengthOctets(length), ...contents]);
}

export function derOid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const octets = [first * 40 + second, ...rest].flatMap((arc) => {
    const base128 = [arc & 0x7f];
    for (let more = arc >>> 7; more > 0; more >>>= 7) base128.unshift(0x80 | (more & 0x7f));
    return base128;
  });
  return der(derTag.oid, Buffer.from(octets));
}

export interface DerElement {
  tag: number;
  contents: Buffer;
  /** With tag and length. */
  whole: Buffer;
}

/** Decodes the elements of a sequence of bytes. Throws RangeError for truncated DER. */
export function readDer(bytes: Buffer): DerElement[] {
  const elements: DerElement[] = [];
  for (let start = 0; start < bytes.length;) {
    let contentStart = start + 2;
    let length = bytes.readUInt8(start + 1);
    if (length & 0x80) {
      const octets = length & 0x7f;
      length = bytes.readUIntBE(contentStart, octets);
      contentStart += octets;
    }
    const end = contentStart + length;
    if (end > bytes.length) throw new RangeError("The DER element is cut off.");
    elements.push({
      tag: bytes.readUInt8(start),
      contents: bytes.subarray(contentStart, end),
      whole: bytes.subarray(start, end),
    });
    start = end;
  }
  return elements;
}
