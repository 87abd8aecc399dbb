import { choosePart, usesForChoice } from "../../domain/door/part-choice.ts";
import { decideRedemption } from "../../domain/door/redemption.ts";
import { refusalClosed } from "../../domain/offers/next-opening.ts";
import { refusalBetween } from "../../domain/offers/sessions.ts";
import { endOfTime } from "../../domain/offers/valid-for.ts";
import { dayInOslo } from "../../domain/period.ts";
import { bytesOf, hex } from "./door-bytes.js";
/** @import { Pass } from "../../domain/passes/pass.ts" */
/** @import { Manifest, Offer } from "./door-manifest.js" */

/** @type {Record<number, Pass["state"]>} The codes that take the place of uses left. */
const ended = { [-2]: "revoked", [-3]: "returned", [-4]: "lapsed" };
const here = "here";
const none = /** @type {const} */ ("none");
const otherPart = /** @type {const} */ ({ accepted: false, reason: "other_part" });
const otherProvider = /** @type {const} */ ({ accepted: false, reason: "other_provider" });

/**
 * Returns the ticket's id in the manifest.
 * @param {string} salt
 * @param {string} serialNumber
 */
async function idOf(salt, serialNumber) {
  const bytes = [...bytesOf(salt), ...new TextEncoder().encode(serialNumber)];
  const digest = await crypto.subtle.digest("SHA-256", Uint8Array.from(bytes));
  return hex(new Uint8Array(digest, 0, 8));
}

/** @typedef {{ at: Date, part?: string | undefined }} OwnUse A scan with which this scanner admitted, and the part's key. */

/**
 * Decides as the service does (src/domain/door/redemption.ts), by the manifest and this scanner's own scans
 * that the manifest does not count yet. `choice` is which part is ticked off, and `partsLeft` what each has left.
 * @param {Manifest} manifest
 * @param {{ serialNumber: string, offerId: string }} ticket from a code whose signature was verified
 * @param {OwnUse[]} own
 * @param {{ at: Date, part?: string | undefined }} scan
 */
export async function decideOffline(manifest, { serialNumber, offerId }, own, { at, part }) {
  const offer = manifest.offers.find(({ id }) => id === offerId);
  if (!offer) {
    return { offer, decision: otherProvider, lastsUntil: null, choice: none, partsLeft: [] };
  }
  const id = await idOf(manifest.salt, serialNumber);
  const entry = manifest.tickets.get(id);
  const ownUses = own.map((use) => use.at);
  const began = endOfTicket(offer, manifest.times?.get(id), ownUses);
  const day = dayInOslo(at);
  const left = entry && entry.left !== -1 ? entry.left : offer.uses;
  const choice = choosePart(offer.parts, part ?? manifest.part);
  const partsLeft = leftOfParts(offer, manifest.parts?.get(id), own);
  const usesLeft =
    left === null
      ? null
      : offer.parts
        ? usesForChoice(choice, partsLeft)
        : Math.max(left - ownUses.length, 0);
  const rules = rulesOf(offer);
  const judged = decideRedemption(
    {
      ...rules,
      providerId: here,
      state: ended[left ?? 0] ?? "active",
      endedAt: null,
      usesLeft,
      usedThatDay:
        (entry?.day === day ? entry.used : 0) +
        ownUses.filter((use) => dayInOslo(use) === day).length,
      lastsUntil: began,
    },
    here,
    at,
  );
  const decision = judged.accepted && choice === "other" ? otherPart : judged;
  if (!decision.accepted && decision.reason === "between_sessions") {
    const refusal = refusalBetween(rules.sessions ?? [], { at, lastsUntil: began });
    return { offer, decision: refusal, lastsUntil: began, choice, partsLeft };
  }
  if (!decision.accepted && decision.reason === "closed_now") {
    const refusal = refusalClosed(rules, { at, lastsUntil: began });
    return { offer, decision: refusal, lastsUntil: began, choice, partsLeft };
  }
  return {
    offer,
    decision,
    choice,
    partsLeft,
    lastsUntil: decision.accepted ? endOfTicket(offer, began, [at]) : began,
  };
}

/**
 * The uses left of each part, by the manifest and by this scanner's own scans.
 * @param {Offer} offer
 * @param {number[] | undefined} known
 * @param {OwnUse[]} own
 */
const leftOfParts = ({ parts, uses }, known, own) =>
  (parts ?? []).map(({ key }, index) =>
    Math.max((known?.[index] ?? uses ?? 0) - own.filter(({ part }) => part === key).length, 0),
  );

/**
 * When the ticket's time is over, by what is known of it and by these uses, the earliest of which begins it.
 * @param {Offer} offer
 * @param {Date | number | null | undefined} known in seconds as the manifest has it
 * @param {Date[]} uses
 */
function endOfTicket({ validFor, validUntil }, known, uses) {
  if (!validFor) return null;
  const ends = uses.map((use) => endOfTime(validFor, use).getTime());
  if (typeof known === "number") ends.push(known * 1000);
  else if (known) ends.push(known.getTime());
  return ends.length === 0 ? null : new Date(Math.min(...ends, Date.parse(validUntil)));
}

/** @param {NonNullable<Offer["sessions"]>} sessions */
const timesOfSessions = (sessions) =>
  sessions.map(({ doors, start, end }) => ({
    ...(doors !== undefined && { doors: new Date(doors) }),
    start: new Date(start),
    end: new Date(end),
  }));

/** @param {Offer} offer */
const rulesOf = ({ validFrom, validUntil, weekdays, blackout, hours, sessions, usesPerDay }) => ({
  validity: { from: new Date(validFrom), until: new Date(validUntil) },
  ...(weekdays && { weekdays }),
  ...(blackout && { blackout }),
  ...(hours && { hours }),
  ...(sessions && { sessions: timesOfSessions(sessions) }),
  ...(usesPerDay !== null && { usesPerDay }),
});
