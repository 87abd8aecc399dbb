import { call } from "./door-call.js";
import { partsOf, ticketsOf, timesOf } from "./door-entries.js";
import { getAll, put, remove } from "./door-store.js";
/** @import { Entry } from "./door-entries.js" */
/** @import { OpeningHours } from "../../domain/offers/opening-hours.ts" */
/** @import { OfferPart } from "../../domain/offers/parts.ts" */
/** @import { ValidFor } from "../../domain/offers/valid-for.ts" */
/** @import { Texts } from "../../domain/language.ts" */

/** @typedef {{ doors?: string, start: string, end: string }} SentSession */
/** @typedef {{ kid: string, x: string }} Key */
/**
 * @typedef {{ id: string, title: Texts, validFrom: string, validUntil: string, weekdays: number[] | null,
 *   blackout: [string, string][] | null, uses: number | null, usesPerDay: number | null,
 *   hours?: OpeningHours[] | null, validFor?: ValidFor | null,
 *   sessions?: SentSession[] | null, parts?: OfferPart[] | null, admits: number,
 *   ownCodes?: boolean }} Offer
 */
/** @typedef {{ keys: Key[], offers: Offer[], salt: string, day: string, complete: boolean, tickets: string, times?: string, parts?: string, part?: string | null, since: string }} Sent */
/**
 * @typedef {{ keys: Key[], offers: Offer[], salt: string, since: string, tag: string, at: number,
 *   tickets: Map<string, Entry>, times?: Map<string, number>, parts?: Map<string, number[]>, part?: string | null }} Manifest
 */

/** @type {Promise<Manifest | undefined>} */
let current = getAll("manifest").then(
  ([stored]) => stored,
  () => undefined,
);

export const storedManifest = () => current;

/** Milliseconds; a whole manifest takes longer than a scan on a slow network. */
const timeout = 30_000;

/**
 * Asks for what has changed since the stored manifest, and stores it.
 * @param {string} token
 * @returns {Promise<"current" | "closed" | "offline">}
 */
export async function refreshManifest(token) {
  const begun = Date.now();
  const known = await current;
  const query = known ? `?since=${known.since}` : "";
  /** @type {Record<string, string>} */
  const headers = known ? { "if-none-match": known.tag } : {};
  const options = { headers, timeout };
  const answer = await call(token, `door/manifest${query}`, options).catch(() => undefined);
  const status = answer?.response.status;
  if (status === 401) return "closed";
  if (status === 304 && known) await store({ ...known, at: begun });
  else if (answer && status === 200) {
    /** @type {Sent | undefined} */
    const sent = answer.body;
    if (!sent?.keys) return "offline";
    if (known && !sent.complete && sent.salt !== known.salt) {
      // This phone was another scanner until now.
      await forgetManifest();
      return refreshManifest(token);
    }
    const { keys, offers, salt, since } = sent;
    const tag = answer.response.headers.get("etag") ?? "";
    const tickets = ticketsOf(sent, known?.tickets);
    const times = timesOf({ times: "", ...sent }, known?.times);
    const parts = partsOf({ parts: "", ...sent }, known?.parts);
    const { part = null } = sent;
    await store({ keys, offers, salt, since, tag, tickets, times, parts, part, at: begun });
  } else return "offline";
  return "current";
}

/** @param {Manifest} manifest */
async function store(manifest) {
  current = Promise.resolve(manifest);
  await put("manifest", manifest, "current").catch(() => undefined);
}

/** Removes it, since a scanner that was removed may decide nothing. */
export async function forgetManifest() {
  current = Promise.resolve(undefined);
  await remove("manifest", "current").catch(() => undefined);
}
