// https://www.rfc-editor.org/rfc/rfc7468
const blocks = {
  certificate: /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g,
  key: /-----BEGIN ((?:[A-Z]+ )?PRIVATE KEY)-----(?:[^-]|-(?!----))*-----END \1-----/g,
};

/** The certificates or private keys of a PEM text, in order, without the text between them. */
export function pemBlocks(text: string, kind: keyof typeof blocks): string[] {
  return text.match(blocks[kind]) ?? [];
}
