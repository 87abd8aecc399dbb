// https://developer.apple.com/documentation/walletpasses/creating_the_source_for_a_pass#3736718

const escapes: Record<string, string> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r" };

const escapeString = (text: string): string =>
  text.replace(/["\\\n\r]/g, (character) => escapes[character] ?? character);

/** Writes a `pass.strings` file: UTF-8, one pair per line, in the given order. */
export function passStrings(translations: ReadonlyMap<string, string>): Buffer {
  const lines = [...translations].map(
    ([key, text]) => `"${escapeString(key)}" = "${escapeString(text)}";`,
  );
  return Buffer.from(lines.join("\n"));
}
