import { formatDate } from "../../domain/date-text.ts";
import type { CSSProperties } from "react";
import type { OwnCodes } from "../../domain/codes/own-codes.ts";
import { textIn, type Language, type Texts } from "../../domain/language.ts";
import type { OfferMoveFrom } from "../../domain/offers/offer-move.ts";
import type { Place } from "../../domain/offers/offer.ts";
import type { PassState } from "../../domain/passes/pass.ts";
import type { TemplateColors, TicketNote } from "../../domain/templates/template.ts";
import { holderTexts } from "../texts/holder-texts.ts";
import { ticketTerms, type HeldTerms } from "../ui/ticket-terms.ts";
import { MovedNotice } from "./moved-notice.tsx";
import type { AskingPhone } from "./asking-phone.ts";
import { TicketCode } from "./ticket-code.tsx";
import { TicketNotes } from "./ticket-notes.tsx";
import { WalletButton, type WalletName } from "./wallet-buttons.tsx";

/** A ticket as its holder sees it. */
export interface HolderTicket extends HeldTerms {
  serialNumber: string;
  ticketNumber: string | null;
  state: PassState;
  title: Texts;
  description?: Texts | undefined;
  provider: string;
  place?: Place | undefined;
  notes: TicketNote[];
  providerPlace?: Place | undefined;
  claimUntil: Date | null;
  /** Set for a day after its time or place has changed. */
  movedFrom?: OfferMoveFrom | undefined;
  fetchedAt: Date | null;
  colors: TemplateColors;
  heroHash?: string | undefined;
  /** Set for an active ticket, once fetched where it has a claim deadline or a code of the provider's own. */
  barcode?: string | undefined;
  /** Under the barcode or in its place: the provider's code. */
  barcodeText?: string | undefined;
  ownCodes?: OwnCodes | undefined;
}

/** Whether the ticket may be returned: no use is redeemed, and no code of the provider's own is burnt. */
const isReturnable = ({ uses, usesLeft, ownCodes, fetchedAt }: HolderTicket) =>
  ownCodes ? fetchedAt === null : uses === null || uses === usesLeft;

interface Props {
  ticket: HolderTicket;
  /** The claim link's path. */
  base: string;
  language: Language;
  phone: AskingPhone;
  /** Whether its barcode is expanded. */
  showsCode: boolean;
}

/** Renders a live ticket in the template's colours, with its actions. */
export function TicketCard({ ticket, base, language, phone, showsCode }: Props) {
  const texts = holderTexts(language);
  const title = textIn(ticket.title, language);
  const { background, foreground, label } = ticket.colors;
  const colors = { "--back": background, "--fore": foreground, "--label": label } as CSSProperties;
  const id = `ticket-${ticket.serialNumber}`;
  const own = `${base}/${ticket.serialNumber}`;
  const button = (wallet: WalletName) => (
    <WalletButton
      key={wallet}
      wallet={wallet}
      href={wallet === "apple" ? `${own}.pkpass` : `${own}/google`}
      text={wallet === "apple" ? texts.addToApple : texts.addToGoogle}
      about={title}
      language={language}
    />
  );
  return (
    <article className="ticket" aria-labelledby={id}>
      <div className="face" style={colors}>
        <p className="provider">{ticket.provider}</p>
        {ticket.heroHash !== undefined && (
          <img
            className="hero"
            src={`/images/${ticket.heroHash}.png`}
            alt=""
            width={1032}
            height={336}
          />
        )}
        <h2 id={id}>{title}</h2>
        {ticket.description && (
          <p className="description">{textIn(ticket.description, language)}</p>
        )}
        {ticket.movedFrom && <MovedNotice from={ticket.movedFrom} language={language} />}
        <dl>
          {ticketTerms(ticket, language).map(([term, lines]) => (
            <div key={term}>
              <dt>{term}</dt>
              {lines.map((line) => (
                <dd key={line}>{line}</dd>
              ))}
            </div>
          ))}
          {ticket.place && (
            <div>
              <dt>{texts.where}</dt>
              <dd>{ticket.place.name}</dd>
              <dd>{ticket.place.address}</dd>
            </div>
          )}
        </dl>
        <TicketNotes ticket={ticket} language={language} />
      </div>
      {ticket.state === "pending" ? (
        <p className="preparing" role="status">
          {texts.preparing} <a href={`${base}?lang=${language}`}>{texts.reload}</a>
        </p>
      ) : (
        <div className="doings">
          {ticket.claimUntil && !ticket.fetchedAt && (
            <p className="deadline">{texts.claimBefore(lastDay(ticket.claimUntil, language))}</p>
          )}
          <p className="wallets">{phone.wallets.map(button)}</p>
          {phone.otherWallets.length > 0 && (
            <details>
              <summary>
                {texts.otherPhone}
                <span className="unseen">: {title}</span>
              </summary>
              <p className="wallets">{phone.otherWallets.map(button)}</p>
            </details>
          )}
          {ticket.state === "active" && (
            <details open={showsCode}>
              <summary>
                {texts.withoutWallet}
                <span className="unseen">: {title}</span>
              </summary>
              <p>{texts.withoutWalletHelp}</p>
              {ticket.barcode === undefined ? (
                // A POST: showing the barcode counts as fetching the ticket, which then does not lapse.
                <form method="post" action={`${own}/code?lang=${language}`}>
                  <button>
                    {texts.showCode}
                    <span className="unseen">: {title}</span>
                  </button>
                </form>
              ) : (
                <TicketCode ticket={ticket} barcode={ticket.barcode} language={language} />
              )}
              <p>
                <a href={`${base}/tickets.pdf?lang=${language}&ticket=${ticket.serialNumber}`}>
                  {texts.print}
                  <span className="unseen">: {title}</span>
                </a>
              </p>
            </details>
          )}
          {isReturnable(ticket) && (
            <p className="give-back">
              <a href={`${own}/return?lang=${language}`}>
                {texts.giveBack}
                <span className="unseen">: {title}</span>
              </a>
            </p>
          )}
        </div>
      )}
    </article>
  );
}

/** Formats the last day before a half-open end. */
const lastDay = (until: Date, language: Language) =>
  formatDate(new Date(until.getTime() - 1), language);
