import { oneLine } from "../free-text.ts";
import { revisionOf } from "../revision.ts";

/** The name of a saved list: one line, without a national identity number. */
export const listName = oneLine(60);

/** How many recipients a saved list holds at most. */
export const maxListed = 10_000;

/** How many saved lists a municipality has at most. */
export const maxLists = 200;

/** Recipients of one municipality that its officers keep under a name. It tells nothing of tickets. */
export interface RecipientList {
  id: string;
  municipality: string;
  name: string;
  /** How many recipients are in it now. */
  count: number;
  /** The first day on which it is deleted unless it was used, in Oslo: YYYY-MM-DD. */
  endsOn: string;
}

/** What two officers may change of a list. */
export const revisedList = ({ name }: Pick<RecipientList, "name">): Record<string, unknown> => ({
  name,
});

/** Returns a hash of what two officers may change of a list. */
export const listRevision = (list: Pick<RecipientList, "name">): string =>
  revisionOf(revisedList(list));
