import type { Deps } from "../../actions/deps.ts";
import { createListsOfChosen } from "../../actions/lists/create-lists-of-chosen.ts";
import { listName } from "../../domain/lists/recipient-list.ts";
import { AppError } from "../../errors.ts";
import { savedListTexts } from "../../views/texts/saved-list-texts.ts";
import type { StaffLanguage } from "../../views/texts/staff-texts.ts";

/** What is wrong with the name of a list to save; undefined for a fitting one, and for none. */
export function faultOfListName(name: string, language: StaffLanguage): string | undefined {
  return name === "" || listName.safeParse(name).success
    ? undefined
    : savedListTexts(language).fault;
}

/**
 * Saves the list after the allocation in a transaction of its own: neither waits for the other's locks, and a failure
 * undoes neither. Returns the query by which the next page says so.
 */
export async function saveBeside(
  deps: Deps,
  list: Parameters<typeof createListsOfChosen>[1],
): Promise<string> {
  if (list.name === "") return "";
  try {
    await createListsOfChosen(deps, list);
    return "?notice=list-saved";
  } catch (error) {
    if (error instanceof AppError) return "?notice=list-not-saved";
    throw error;
  }
}
