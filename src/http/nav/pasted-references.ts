/** NAV's references in pasted text, each once: on lines of their own, or apart by comma, semicolon or tab. */
export const pastedReferences = (pasted: string): string[] => [
  ...new Set(
    pasted
      .split(/[\n\r,;\t]+/)
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  ),
];
