/**
 * Returns a link's token without what programs that make addresses tappable take along from the sentence: a full stop,
 * a bracket, a quote.
 */
export function withoutSentenceMarks(token: string): string {
  let end = token.length;
  while (end > 0 && !/[\w-]/.test(token.charAt(end - 1))) end -= 1;
  return token.slice(0, end);
}
