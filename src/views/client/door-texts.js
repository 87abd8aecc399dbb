import { dataOf, element } from "./element.js";
/** @import { DoorTexts } from "../texts/door-nb.ts" */

/** @type {DoorTexts["script"]} What the scanner says, in the page's language. */
export const texts = JSON.parse(dataOf(element("main", HTMLElement), "texts"));
