/** A phone's position: the greatest change number and registration that were listed to it. */
export interface PassesUpdatedSince {
  change: number;
  registration: number;
}

/** Formats the position as an opaque tag, which no date or plain number of another service can equal. */
export const passesUpdatedSinceTag = ({ change, registration }: PassesUpdatedSince): string =>
  `${change}_${registration}`;

/** Parses a tag; undefined for any other text. */
export function parsePassesUpdatedSince(tag: string): PassesUpdatedSince | undefined {
  const [, change, registration] = /^(\d{1,15})_(\d{1,15})$/.exec(tag) ?? [];
  if (change === undefined || registration === undefined) return undefined;
  return { change: Number(change), registration: Number(registration) };
}
