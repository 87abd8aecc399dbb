import type { RecipientExport } from "../../db/recipients/recipient-export.ts";
import { textIn } from "../../domain/language.ts";
import { languageNames } from "../texts/holder-texts.ts";
import { reasonTexts } from "../texts/reason-texts.ts";
import { privacyTexts } from "../texts/privacy-texts.ts";
import { staffTexts, type StaffLanguage } from "../texts/staff-texts.ts";
import { formatMoment, formatMonth } from "../ui/format.ts";
import { createPaper, endPaper, write } from "./pdf-document.ts";

const margin = 56;
const width = 595.28 - 2 * margin; // A4, points

type Section = [heading: string, lines: string[]];

const join = (...parts: (string | false | undefined | null)[]) =>
  parts.filter((part) => typeof part === "string" && part !== "").join(" · ");

/** The export as headings with one line for each stored value. */
function sectionsOf(exported: RecipientExport, language: StaffLanguage): Section[] {
  const texts = privacyTexts(language);
  const staff = staffTexts(language);
  const at = (moment: Date) => formatMoment(moment, language);
  const { recipient } = exported;
  const facts: Record<keyof typeof texts.facts, string | undefined> = {
    reference: recipient.reference,
    label: recipient.label,
    birthYear: String(recipient.birthYear),
    municipality: recipient.municipality,
    language: languageNames[recipient.language],
    delivery: staff.deliveries[recipient.delivery],
    phone: recipient.phone,
    email: recipient.email,
    secondPhone: recipient.secondPhone,
    secondEmail: recipient.secondEmail,
    protectedAddress: recipient.protectedAddress ? texts.yes : undefined,
    household: recipient.householdId,
    createdAt: at(recipient.createdAt),
  };
  return [
    [
      texts.recipient,
      Object.entries(facts).flatMap(([name, value]) =>
        value === undefined ? [] : [`${texts.facts[name as keyof typeof facts]}: ${value}`],
      ),
    ],
    [
      texts.tickets,
      exported.tickets.map(({ title, provider, state, createdAt, fetched, replacedBy }) =>
        join(
          textIn(title, language),
          provider,
          at(createdAt),
          replacedBy === null ? staff.states[state] : texts.replaced,
          fetched ? texts.fetched : texts.notFetched,
        ),
      ),
    ],
    [
      texts.revocations,
      exported.revocations.map((each) =>
        join(at(each.at), reasonTexts(language).names[each.reasonCode], each.reason),
      ),
    ],
    [
      texts.refusals,
      exported.refusals.map(({ at: when, reason, offerId }) =>
        join(at(when), staff.refusals[reason as keyof typeof staff.refusals], offerId),
      ),
    ],
    [
      texts.draws,
      exported.draws.map(({ title, createdAt, row }) =>
        join(at(createdAt), textIn(title, language), JSON.stringify(row)),
      ),
    ],
    [
      texts.waiting,
      exported.waiting.map(({ title, enteredAt }) => join(at(enteredAt), textIn(title, language))),
    ],
    [texts.lists, exported.lists.map(({ name, usedIn }) => join(formatMonth(usedIn), name))],
    [
      texts.earlier,
      exported.earlierTickets.map(({ month, tickets }) => join(formatMonth(month), `${tickets}`)),
    ],
    [
      texts.messages,
      exported.messages.map(({ at: when, channel, state }) =>
        join(at(when), staff.deliveries[channel], texts.messageStates[state]),
      ),
    ],
    [
      texts.links,
      exported.claimLinks.map(({ createdAt, revokedAt }) =>
        join(at(createdAt), revokedAt && texts.linkEnded(at(revokedAt))),
      ),
    ],
    [
      texts.events,
      exported.events.map(({ at: when, action }) =>
        join(at(when), texts.actions[action] ?? action),
      ),
    ],
  ];
}

/** Renders what is stored about a recipient, but for the tickets' use, as a tagged PDF of A4 pages. */
export async function exportPdf(
  exported: RecipientExport,
  { language, brandName, at }: { language: StaffLanguage; brandName: string; at: Date },
): Promise<Buffer> {
  const texts = privacyTexts(language);
  const title = texts.title(exported.recipient.reference);
  const paper = createPaper({ title, language, lang: language, brandName, at, margin });
  paper.document.addPage();
  const text = (role: string, words: string, size: number, weight?: "semibold") => {
    write(paper, role, words, { x: margin, width, size, ...(weight && { weight }) });
  };
  text("H1", title, 20, "semibold");
  text("P", texts.exported(formatMoment(at, language)), 11);
  for (const words of [texts.why, texts.use, texts.rights]) {
    paper.document.moveDown(0.5);
    text("P", words, 11);
  }
  for (const [heading, lines] of sectionsOf(exported, language)) {
    paper.document.moveDown();
    text("H2", heading, 14, "semibold");
    for (const line of lines.length > 0 ? lines : [texts.none]) text("P", line, 11);
  }
  return endPaper(paper);
}
