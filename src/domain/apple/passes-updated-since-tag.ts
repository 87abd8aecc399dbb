/** How far a phone has read: the greatest change and the greatest registration that it was told of. */
export interface PassesUpdatedSince {
  change: number;
  registration: number;
}

/** A phone keeps the mark as an opaque tag; this form is no date and no plain number of another service. */
export const passesUpdatedSinceTag = ({ change, registration }: PassesUpdatedSince): string =>
  `${change}_${registration}`;

/** Undefined for what is no tag of ours. */
export function parsePassesUpdatedSince(tag: string): PassesUpdatedSince | undefined {
  const [, change, registration] = /^(\d{1,15})_(\d{1,15})$/.exec(tag) ?? [];
  if (change === undefined || registration === undefined) return undefined;
  return { change: Number(change), registration: Number(registration) };
}
