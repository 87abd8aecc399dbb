/** @typedef {{ code: string, scanId: string, part?: string | undefined }} Attempt */

/**
 * Returns the attempt to judge a code, of the part that was chosen. After giving up, the same code keeps its scan id:
 * the service may have counted it without an answer. Another part is another scan, or it would get that answer.
 * @param {Attempt | undefined} unanswered
 * @param {string} code
 * @param {string} [part]
 * @returns {Attempt}
 */
export function nextAttempt(unanswered, code, part) {
  const before = unanswered?.code === code ? unanswered : undefined;
  const isOther = part !== undefined && before?.part !== undefined && before.part !== part;
  if (!before || isOther) return { code, part, scanId: crypto.randomUUID() };
  return { ...before, part: part ?? before.part };
}
