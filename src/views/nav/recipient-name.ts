interface Props {
  reference: string;
  label?: string | undefined;
}

/** A recipient's name on staff pages: NAV's reference, and the label if there is one. */
export function recipientName({ reference, label }: Props): string {
  return label === undefined || label === "" ? reference : `${reference} (${label})`;
}
