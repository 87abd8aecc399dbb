import type { OwnTicket, OwnUse } from "../../db/recipients/own-data.ts";
import { textIn, type Language } from "../../domain/language.ts";
import { holderTexts } from "../texts/holder-texts.ts";
import { formatMoment } from "../ui/format.ts";
import { HolderDocument, type HolderFrame } from "./holder-document.tsx";

interface Props {
  frame: HolderFrame;
  /** The claim link's path. */
  claimPath: string;
  tickets: OwnTicket[];
}

/** The page `/t/{claimToken}/data`: what is stored about the tickets and their use. */
export function OwnDataPage({ frame, claimPath, tickets }: Props) {
  const { language, path } = frame;
  const texts = holderTexts(language);
  return (
    <HolderDocument frame={frame} title={texts.dataHeading}>
      <h1>{texts.dataHeading}</h1>
      <p>{texts.dataHelp}</p>
      {tickets.map((ticket) => (
        // No landmark: tickets of one offer have one name.
        <section key={ticket.serialNumber}>
          <h2>
            {textIn(ticket.title, language)}, {ticket.provider}
          </h2>
          <ul>
            {linesOf(ticket, language).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
      <p className="after">
        <a href={`${path}.json`} download>
          {texts.dataDownload}
        </a>
        <br />
        <a href={`${claimPath}?lang=${language}`}>{texts.toTickets}</a>
      </p>
    </HolderDocument>
  );
}

function linesOf(ticket: OwnTicket, language: Language): string[] {
  const texts = holderTexts(language);
  const at = (moment: Date | string) => formatMoment(new Date(moment), language);
  const { fetchedAt, phones, uses, google } = ticket;
  return [
    fetchedAt && texts.dataFetched(at(fetchedAt)),
    ...phones.map(({ since }) => texts.dataPhone(at(since))),
    ...google.map((event) => texts.dataGoogle[event.type](at(event.at))),
    ...uses.map((use) => useLine(use, language)),
    uses.length === 0 && texts.dataUnused,
  ].filter((line) => typeof line === "string");
}

function useLine(
  { scannedAt, accepted, admitted, entrance, undoneAt }: OwnUse,
  language: Language,
) {
  const texts = holderTexts(language);
  const when = formatMoment(new Date(scannedAt), language);
  const outcome = !accepted
    ? texts.dataRefused
    : undoneAt === null
      ? texts.dataAdmitted(admitted ?? 1)
      : texts.dataUndone;
  return [when, entrance, outcome].filter((part) => part !== null).join(", ");
}
