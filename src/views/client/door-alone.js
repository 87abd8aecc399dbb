import { askBack, isAboutUses } from "../../domain/door/ask-back.ts";
import { partsWithUses } from "../../domain/door/part-choice.ts";
import { now } from "./door-clock.js";
import { decideOffline } from "./door-decide.js";
import { keepScan, ownUses } from "./door-kept.js";
import { storedManifest } from "./door-manifest.js";
import { mayBeOwnCode } from "./door-own-codes.js";
import { verifyBarcode } from "./door-verify.js";
/** @import { Accepted, Answer, HowMany, JustScanned, Scan, WhichPart } from "./door-redeem.js" */
/** @import { Offer } from "./door-manifest.js" */
/** @import { KeptScan } from "./door-kept.js" */
/** @import { Texts } from "../../domain/language.ts" */

/** @param {Texts} texts */
const inLanguage = (texts) =>
  texts[/** @type {keyof Texts} */ (document.documentElement.lang)] ?? texts.nb;

/** A ticket number cannot be checked without the service. @param {string} code */
const isNumber = (code) => /^[\d\s.-]+$/.test(code);

/**
 * @param {KeptScan[]} uses
 * @param {Date} at
 */
function latestOf(uses, at) {
  const latest = uses.toSorted((a, b) => a.scannedAt.localeCompare(b.scannedAt)).at(-1);
  if (!latest) return undefined;
  const milliseconds = at.getTime() - Date.parse(latest.scannedAt);
  return { scanId: latest.scanId, seconds: Math.max(Math.floor(milliseconds / 1000), 0) };
}

/**
 * Decides a scan without the service, and keeps the decision before it is shown. Resolves with undefined
 * where this phone has no manifest yet, or cannot keep anything.
 * @param {Scan} scan
 * @returns {Promise<Answer | HowMany | JustScanned | WhichPart | undefined>}
 */
export async function decideAlone({ scanId, code, admitted, part: named }) {
  const manifest = await storedManifest();
  if (!manifest) return undefined;
  const isPerhapsOwn = mayBeOwnCode(code, manifest.offers);
  if (isNumber(code) && !isPerhapsOwn) return undefined;
  const ticket = await verifyBarcode(code, manifest.keys);
  const at = now();
  if (!ticket) {
    const scan = { scanId, code, admitted: 1, scannedAt: at.toISOString() };
    await keepScan({ ...scan, admittedOffline: false }).catch(() => undefined);
    return { accepted: false, reason: isPerhapsOwn ? "own_code" : "unknown_barcode" };
  }
  const uses = await ownUses(ticket.serialNumber);
  const own = uses.map(({ scannedAt, part: key }) => ({ at: new Date(scannedAt), part: key }));
  const decided = await decideOffline(manifest, ticket, own, { at, part: named });
  const { offer, decision, lastsUntil: end, choice, partsLeft } = decided;
  const part = typeof choice === "number" ? offer?.parts?.[choice - 1] : undefined;
  const left = leftInAnswer(offer, partsLeft);
  const { admits = 1, title = { nb: "" } } = offer ?? {};
  const offerTitle = inLanguage(title);
  if (decision.accepted && choice === "unnamed") {
    return { accepted: false, reason: "which_part", partsLeft: left, offerTitle };
  }
  const ofPart = part ? uses.filter((use) => use.part === part.key) : uses;
  const latest = latestOf(ofPart, at);
  const question =
    admitted === "ask" && askBack(decision, { admits, secondsSinceOwnUse: latest?.seconds });
  if (question === "how_many") return { accepted: false, reason: question, admits, offerTitle };
  if (question && latest) {
    const again = decision.accepted ? { admits } : {};
    const { scanId: lastScanId, seconds: secondsSinceLastUse } = latest;
    const reason = "just_scanned";
    return { accepted: false, reason, offerTitle, secondsSinceLastUse, lastScanId, ...again };
  }
  const number = admitted === "ask" ? 1 : admitted;
  const scan = { scanId, code, admitted: number, part: part?.key, scannedAt: at.toISOString() };
  const usedBy = decision.accepted ? ticket.serialNumber : undefined;
  const isKept = await keepScan({ ...scan, admittedOffline: decision.accepted, usedBy }).then(
    () => true,
    () => false,
  );
  if (!isKept) return undefined;
  const until = end ? { lastsUntil: end.toISOString() } : {};
  if (decision.accepted) {
    const { usesLeft } = decision;
    const ticked = part && {
      part: { key: part.key, label: inLanguage(part.label), letsIn: choice === 1 },
      partsLeft: leftInAnswer(
        offer,
        partsLeft.map((uses, index) => (index + 1 === choice ? uses - 1 : uses)),
      ),
    };
    return { accepted: true, admitted: number, usesLeft, offerTitle, ...until, ...ticked };
  }
  if (decision.reason === "time_up") return { ...decision, ...until };
  const ago = latest && isAboutUses(decision) ? { secondsSinceLastUse: latest.seconds } : {};
  const others = decision.reason === "used_up" && offer?.parts ? { partsLeft: left } : {};
  return { ...decision, ...ago, ...others };
}

/**
 * The parts that have uses left, as the service answers.
 * @param {Offer | undefined} offer
 * @param {number[]} left
 */
const leftInAnswer = (offer, left) =>
  partsWithUses(offer?.parts ?? [], left).map(({ key, label, usesLeft }) => ({
    key,
    label: inLanguage(label),
    usesLeft,
  }));

/**
 * Notes that the service counted a use, which the stored manifest does not have yet.
 * @param {Scan} scan
 * @param {Accepted} answer
 */
export async function noteUse({ scanId, code }, { admitted, part }) {
  const manifest = await storedManifest();
  const ticket = manifest && (await verifyBarcode(code, manifest.keys));
  const scannedAt = now().toISOString();
  const scan = { scanId, code, admitted, part: part?.key, scannedAt, admittedOffline: true };
  await keepScan({ ...scan, usedBy: ticket?.serialNumber, sent: Date.now() }).catch(
    () => undefined,
  );
}
