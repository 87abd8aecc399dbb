/** The text as a search compares it: in lower case and without white space, which pasted text often has. */
export const searchText = (text: string): string =>
  text.normalize("NFKC").replace(/\s/g, "").toLowerCase();
