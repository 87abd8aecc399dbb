import type { CodeFault } from "../../../domain/codes/code-rows.ts";

/** What is wrong with a row of an upload, for the client's programmer. */
export const codeFaultMessages: Record<CodeFault, string> = {
  empty: "has no code",
  control_character: "has a character that cannot be seen",
  characters: "has a character that the symbology cannot carry",
  length: "is too short or too long for the symbology",
  check_digit: "has a wrong check digit",
  doubled: "stands in the upload before",
  known: "is in a pool of yours",
  revealing_text: "has a word that tells why the holder has the ticket",
  pin: "has a PIN that is no 1 to 20 visible ASCII characters",
  pin_damaged: "has a PIN that a spreadsheet has changed: save the column as text",
  last_day: "has a last day that is over, or none as YYYY-MM-DD",
  scientific: "is a number with an exponent: save the column as text",
  separators: "is a number with separators: save the column as text",
  date: "is a date: save the column as text",
  zeros_lost: "is shorter than the others, as if leading zeros were lost: save the column as text",
  other_shape: "is longer or shorter than the others",
};
