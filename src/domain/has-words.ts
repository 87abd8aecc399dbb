const folded = (text: string) => text.normalize("NFKC").toLocaleLowerCase("nb");

/** Whether every word of a search stands in the text, in any letter case. */
export const hasWords = (text: string, search: string): boolean =>
  folded(search)
    .split(/\s+/)
    .every((word) => folded(text).includes(word));
