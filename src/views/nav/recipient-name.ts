/** A recipient's name on staff pages: NAV's reference, and the label if there is one. */
export function recipientName({
  reference,
  label,
}: {
  reference: string;
  label?: string | undefined;
}): string {
  return label === undefined || label === "" ? reference : `${reference} (${label})`;
}
