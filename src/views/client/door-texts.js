import { dataOf, element } from "./element.js";
/** @import { DoorTexts } from "../texts/door-nb.ts" */

/** @type {DoorTexts["script"]} What the scanner says, in the page's language. */
export const texts = JSON.parse(dataOf(element("main", HTMLElement), "texts"));

/**
 * The text of a refusal; a general one for a reason that is newer than the loaded page.
 * @param {string} reason
 * @returns {{ heading: string, help: string }}
 */
export const refusalOf = (reason) =>
  Object.entries(texts.refusals).find(([known]) => known === reason)?.[1] ?? {
    heading: texts.refused,
    help: "",
  };
