/** How staff know a recipient: NAV's reference, and the label where siblings share one. */
export function recipientName({
  reference,
  label,
}: {
  reference: string;
  label?: string | undefined;
}): string {
  return label === undefined || label === "" ? reference : `${reference} (${label})`;
}
