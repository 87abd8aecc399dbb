import { textIn } from "../../domain/language.ts";
import { hasEnded } from "../../domain/passes/pass.ts";
import { holderTexts } from "../texts/holder-texts.ts";
import { HolderDocument, type HolderFrame } from "./holder-document.tsx";
import type { HolderTicket } from "./holder-ticket.ts";
import { KeptNotice } from "./kept-notice.tsx";
import { LiveTickets } from "./live-tickets.tsx";
import type { NamedChild } from "./named-children.ts";
import type { AskingPhone } from "./asking-phone.ts";
import { WaitingLists, type AwaitedOffer } from "./waiting-lists.tsx";
import { AddAll } from "./add-all.tsx";

interface TicketsPageProps {
  frame: HolderFrame;
  /** Those of this page. */
  tickets: HolderTicket[];
  page: number;
  pages: number;
  /** Tickets of all pages: live ones, of these the issued ones, and all. */
  live: number;
  ready: number;
  total: number;
  phone: AskingPhone;
  /** What the holder is on the waiting list of. */
  awaited: AwaitedOffer[];
  /** The children of a link that shows more than one. */
  children: NamedChild[];
  /** When the tickets were read. */
  at: Date;
  /** Serial number of the ticket whose barcode is shown. */
  shownCode?: string | undefined;
  notice?: { text: string; good: boolean } | undefined;
}

/** The page `/t/{claimToken}`: the recipient's tickets and their downloads. */
export function TicketsPage({
  frame,
  tickets,
  page,
  pages,
  live: liveCount,
  ready: readyCount,
  total,
  phone,
  awaited,
  children,
  at,
  shownCode,
  notice,
}: TicketsPageProps) {
  const { language, path } = frame;
  const texts = holderTexts(language);
  const live = tickets.filter(({ state }) => !hasEnded(state));
  const ended = tickets.filter(({ state }) => hasEnded(state));
  const names = (holderId: string) =>
    children.flatMap(({ id, name }) => (id === holderId ? [name] : []));
  const isPreparing = readyCount < liveCount;
  const heading =
    liveCount > 0
      ? liveCount === 1
        ? texts.oneTicket
        : texts.yourTickets
      : total > 0
        ? texts.allEnded
        : texts.noTickets;
  return (
    <HolderDocument frame={frame} title={heading} scripts={["tickets.js"]}>
      <h1 data-preparing={isPreparing ? "" : undefined}>{heading}</h1>
      <KeptNotice at={at} language={language} />
      {notice && (
        <p className={notice.good ? "notice good" : "notice"} role="status">
          {notice.text}
        </p>
      )}
      {liveCount === 0 && <p>{total > 0 ? texts.allEndedHelp : texts.noTicketsHelp}</p>}
      {phone.isInApp && readyCount > 0 && <p className="notice">{texts.inApp}</p>}
      {readyCount > 1 && <AddAll frame={frame} count={readyCount} phone={phone} />}
      <LiveTickets {...{ tickets: live, children, frame, phone, shownCode }} />
      {pages > 1 && <Pages frame={frame} page={page} pages={pages} />}
      {readyCount > 0 && (
        <p className="after">
          <a href={`${path}/tickets.pdf?lang=${language}`}>
            {readyCount === 1 ? texts.printOne : texts.printAll}
          </a>
          {readyCount > 1 && (
            <>
              <br />
              <a href={`${path}/tickets.pdf?lang=${language}&layout=sheets`}>{texts.printSheets}</a>
            </>
          )}
        </p>
      )}
      <WaitingLists frame={frame} awaited={awaited} />
      {ended.length > 0 && (
        <section className="ended" aria-labelledby="ended">
          <h2 id="ended">{texts.ended}</h2>
          <ul>
            {ended.map(({ serialNumber, holderId, title, provider, state }) => (
              <li key={serialNumber}>
                <strong>{textIn(title, language)}</strong>,{" "}
                {[provider, ...names(holderId)].join(", ")}
                {hasEnded(state) && <span className="state">{texts.states[state]}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {liveCount > 0 && <p className="after quiet">{texts.keepLink}</p>}
      {total > 0 && (
        <p className="after">
          <a href={`${path}/data?lang=${language}`}>{texts.dataLink}</a>
        </p>
      )}
      <p className="after">
        <button type="button" className="plain-button" data-forget="" hidden>
          {texts.forget}
        </button>
      </p>
    </HolderDocument>
  );
}

interface PagesProps {
  frame: HolderFrame;
  page: number;
  pages: number;
}

/** Links to the page before and the page after. */
function Pages({ frame: { path, language }, page, pages }: PagesProps) {
  const texts = holderTexts(language);
  const link = (to: number, text: string) => (
    <a href={`${path}?lang=${language}&page=${to}`}>{text}</a>
  );
  return (
    <nav className="after" aria-label={texts.pages}>
      {page > 1 && link(page - 1, texts.pageBefore)} {texts.pageOf(page, pages)}{" "}
      {page < pages && link(page + 1, texts.pageAfter)}
    </nav>
  );
}
