// Crockford's base32: https://www.crockford.com/base32.html
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 12;
const crockford = /^[0-9A-HJKMNP-TV-Z]*$/;

/** The first 60 bits as a code that can be read out and typed: `XXXX-XXXX-XXXX`. */
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
 * The code as it was made, from what a person typed: case, spaces and hyphens do not matter, O is
 * read as 0, I and L as 1. Undefined when it cannot be one.
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
