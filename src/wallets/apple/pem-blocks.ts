// https://www.rfc-editor.org/rfc/rfc7468
const blocks = {
  certificate: /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g,
  key: /-----BEGIN ((?:[A-Z]+ )?PRIVATE KEY)-----(?:[^-]|-(?!----))*-----END \1-----/g,
};

/** The certificates or private keys of a PEM text, in order, without the text between them. */
export function pemBlocks(text: string, kind: keyof typeof blocks): string[] {
  return text.match(blocks[kind]) ?? [];
}

/** PEM of a certificate's DER. */
export function certificatePem(raw: Buffer): string {
  const lines = raw.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
