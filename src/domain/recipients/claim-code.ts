// Crockford's base32: https://www.crockford.com/base32.html
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 12;
const crockford = /^[0-9A-HJKMNP-TV-Z]*$/;

/** Formats the first 60 bits as a code to read out and type: `XXXX-XXXX-XXXX`. */
export function formatClaimCode(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes.subarray(0, 8)) bits = (bits << 8n) | BigInt(byte);
  bits >>= 4n;
  let code = "";
  for (let position = 0; position < length; position++) {
    code = alphabet.charAt(Number(bits & 31n)) + code;
    bits >>= 5n;
  }
  return code.replace(/(.{4})(?=.)/g, "$1-");
}

/**
 * Normalises a typed code: case, spaces and hyphens do not matter, O reads as 0, I and L as 1. Undefined
 * when it is no code.
 */
export function parseClaimCode(typed: string): string | undefined {
  const code = typed
    .toUpperCase()
    .replace(/[\s\-–—]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  if (code.length !== length || !crockford.test(code)) {
    return undefined;
  }
  return code.replace(/(.{4})(?=.)/g, "$1-");
}
