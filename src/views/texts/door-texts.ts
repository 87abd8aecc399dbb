import { doorEn } from "./door-en.ts";
import { doorNb, type DoorTexts } from "./door-nb.ts";
import { doorNn } from "./door-nn.ts";

/** The languages of the door page. */
export const doorLanguages = ["nb", "nn", "en"] as const;
export type DoorLanguage = (typeof doorLanguages)[number];

const catalogues = { nb: doorNb, nn: doorNn, en: doorEn };

export const doorTexts = (language: DoorLanguage): DoorTexts => catalogues[language];
