import { findRevealingWords } from "../deny-list.ts";
import { isDay } from "../period.ts";
import type { OwnCodes } from "./own-codes.ts";
import { damageIn, spreadsheetDamages } from "./spreadsheet-damage.ts";
import { symbologyFault } from "./symbology.ts";

/** A row of an upload, as typed. */
export interface CodeRow {
  code: string;
  pin?: string | undefined;
  /** The last day on which the code works, `YYYY-MM-DD`. */
  lastDay?: string | undefined;
}

export const codeFaults = [
  "empty",
  "control_character",
  "characters",
  "length",
  "check_digit",
  "doubled",
  "known",
  "revealing_text",
  "pin",
  "pin_damaged",
  "last_day",
  ...spreadsheetDamages,
] as const;
export type CodeFault = (typeof codeFaults)[number];

export interface FaultyRow {
  /** Counted from 0. */
  index: number;
  fault: CodeFault;
}

const control = /\p{C}/u;
const pinRule = /^[\x21-\x7e]{1,20}$/;

/** A code without single letters, which beside others would be read as a word spelled out. */
const joinable = /^[a-z\d]{2,}(?:-[a-z\d]{2,})*$/i;

/**
 * Returns the codes with a word of the deny-list. Checks all of them as one text first, since most uploads have no
 * such code.
 */
function revealingIn(rows: readonly CodeRow[]): Set<string> {
  const lettered = rows.map(({ code }) => code).filter((code) => /[a-z]{2}/i.test(code));
  const together = lettered.filter((code) => joinable.test(code));
  const suspects = findRevealingWords(together.join(" ")).length > 0 ? lettered : [];
  const others = lettered.filter((code) => !joinable.test(code));
  return new Set([...suspects, ...others].filter((code) => findRevealingWords(code).length > 0));
}

/** Rows that are checked without a pause. */
const burst = 1_000;

/**
 * Finds what is wrong with each row of an upload, the first fault of a row alone. Whether a code is already in a pool
 * of the provider is not known here. `pause` lets others work between a thousand rows, and is told how many are
 * checked.
 */
export async function findFaultyRows(
  rows: readonly CodeRow[],
  ownCodes: Pick<OwnCodes, "symbology" | "showAs">,
  today: string,
  pause: (checked: number) => Promise<unknown>,
): Promise<FaultyRow[]> {
  const damage = damageIn(rows.map(({ code }) => code));
  const pinDamage = damageIn(rows.flatMap(({ pin }) => pin ?? []));
  const seen = new Set<string>();
  const faulty: FaultyRow[] = [];
  let revealing = new Set<string>();
  for (const [index, row] of rows.entries()) {
    if (index % burst === 0) revealing = revealingIn(rows.slice(index, index + burst));
    const fault = faultOf(row) ?? (seen.has(row.code) ? "doubled" : undefined);
    seen.add(row.code);
    if (fault !== undefined) faulty.push({ index, fault });
    if (index % burst === burst - 1) await pause(index + 1);
  }
  return faulty;

  function faultOf({ code, pin, lastDay }: CodeRow): CodeFault | undefined {
    if (code === "") return "empty";
    if (control.test(code)) return "control_character";
    const damaged = damage(code);
    if (damaged !== undefined) return damaged;
    const unfit = symbologyFault(code, ownCodes);
    if (unfit !== undefined) return unfit;
    if (revealing.has(code)) return "revealing_text";
    if (pin !== undefined && !pinRule.test(pin)) return "pin";
    if (pin !== undefined && pinDamage(pin) !== undefined) return "pin_damaged";
    if (lastDay !== undefined && (!isDay(lastDay) || lastDay < today)) return "last_day";
    return undefined;
  }
}
