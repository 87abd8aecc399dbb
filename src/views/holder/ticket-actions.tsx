import { formatDate, formatTime } from "../../domain/date-text.ts";
import { textIn, type Language } from "../../domain/language.ts";
import { holderTexts } from "../texts/holder-texts.ts";
import type { AskingPhone } from "./asking-phone.ts";
import type { HolderTicket } from "./holder-ticket.ts";
import { TicketCode } from "./ticket-code.tsx";
import { WalletButton, type WalletName } from "./wallet-buttons.tsx";

/** Whether the ticket may be returned: no use is redeemed, and no code of the provider's own is burnt. */
const isReturnable = ({
  uses,
  usesLeft,
  partsLeft,
  lastsUntil,
  ownCodes,
  fetchedAt,
}: HolderTicket) =>
  ownCodes
    ? fetchedAt === null
    : (uses === null || uses === usesLeft) && lastsUntil === null && partsLeft === null;

interface Props {
  ticket: HolderTicket;
  /** Tells it from others with the same title: "Billett 1 av 3". */
  name: string | undefined;
  /** The claim link's path. */
  base: string;
  language: Language;
  phone: AskingPhone;
  /** Whether its barcode is expanded. */
  showsCode: boolean;
}

/** Renders what a holder can do with an issued ticket. */
export function TicketActions({ ticket, name, base, language, phone, showsCode }: Props) {
  const texts = holderTexts(language);
  const title = textIn(ticket.title, language);
  const about = name === undefined ? title : `${title}, ${name}`;
  const own = `${base}/${ticket.serialNumber}`;
  const button = (wallet: WalletName) => (
    <WalletButton
      key={wallet}
      wallet={wallet}
      href={wallet === "apple" ? `${own}.pkpass` : `${own}/google`}
      text={wallet === "apple" ? texts.addToApple : texts.addToGoogle}
      about={about}
      language={language}
    />
  );
  if (ticket.returnAt) {
    return (
      <div className="doings" id={`ticket-${ticket.serialNumber}`}>
        {name !== undefined && <h3>{name}</h3>}
        <form method="post" action={`${own}/return/undo?lang=${language}`}>
          <p>{texts.givenBackAt(formatTime(ticket.returnAt, language))}</p>
          <button>
            {texts.undo}
            <span className="unseen">: {about}</span>
          </button>
        </form>
      </div>
    );
  }
  return (
    <div className="doings" id={`ticket-${ticket.serialNumber}`}>
      {name !== undefined && <h3>{name}</h3>}
      {ticket.claimUntil && !ticket.fetchedAt && (
        <p className="deadline">{texts.claimBefore(lastDay(ticket.claimUntil, language))}</p>
      )}
      <p className="wallets">{phone.wallets.map(button)}</p>
      {phone.otherWallets.length > 0 && (
        <details>
          <summary>
            {texts.otherPhone}
            <span className="unseen">: {about}</span>
          </summary>
          <p className="wallets">{phone.otherWallets.map(button)}</p>
        </details>
      )}
      {ticket.state === "active" && (
        <>
          <details className="without-wallet" open={showsCode}>
            <summary>
              {texts.withoutWallet}
              <span className="unseen">: {about}</span>
            </summary>
            <p>{texts.withoutWalletHelp}</p>
            {ticket.barcode === undefined ? (
              // A POST: showing the barcode counts as fetching the ticket, which then does not lapse.
              <form method="post" action={`${own}/code?lang=${language}`}>
                <button>
                  {texts.showCode}
                  <span className="unseen">: {about}</span>
                </button>
                <p>{texts.openCodeOnce}</p>
              </form>
            ) : (
              <a className="plain-button" data-code="" href={`${own}/code?lang=${language}`}>
                {texts.showCode}
                <span className="unseen">: {about}</span>
              </a>
            )}
            <p>
              <a href={`${base}/tickets.pdf?lang=${language}&ticket=${ticket.serialNumber}`}>
                {texts.print}
                <span className="unseen">: {about}</span>
              </a>
            </p>
          </details>
          {ticket.barcode === undefined ? (
            <p className="on-paper">{texts.noCodeOnPaper}</p>
          ) : (
            // Beside the details, whose content a closed one keeps from paper.
            <div className="code">
              <TicketCode ticket={ticket} barcode={ticket.barcode} language={language} />
            </div>
          )}
        </>
      )}
      {isReturnable(ticket) && (
        <details className="give-back">
          <summary>
            {texts.cannotUse}
            <span className="unseen">: {about}</span>
          </summary>
          <a href={`${own}/return?lang=${language}`}>
            {texts.giveBack}
            <span className="unseen">: {about}</span>
          </a>
        </details>
      )}
    </div>
  );
}

/** Formats the last day before a half-open end. */
const lastDay = (until: Date, language: Language) =>
  formatDate(new Date(until.getTime() - 1), language);
