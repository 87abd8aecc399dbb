// https://developer.apple.com/documentation/walletpasses/creating_the_source_for_a_pass#3736718

const escapes: Record<string, string> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r" };

/** A text as it stands between quotes in a strings file. */
const escapeString = (text: string): string =>
  text.replace(/["\\\n\r]/g, (character) => escapes[character] ?? character);

/** A `pass.strings` file: UTF-8, one pair a line, in the order given. */
export function passStrings(translations: ReadonlyMap<string, string>): Buffer {
  const lines = [...translations].map(
    ([key, text]) => `"${escapeString(key)}" = "${escapeString(text)}";`,
  );
  return Buffer.from(lines.join("\n"));
}
