import type { Language } from "../../domain/language.ts";
import { findBadge } from "../ui/assets.ts";
import { holderTexts } from "../texts/holder-texts.ts";

export type WalletName = "apple" | "google";

interface Props {
  wallet: WalletName;
  href: string;
  text: string;
  /** Title of the ticket, for screen readers. */
  about?: string;
  language: Language;
}

/**
 * Link to a wallet: the official badge where the operator installed it, else a button with the same
 * wording.
 */
export function WalletButton({ wallet, href, text, about, language }: Props) {
  const badge = `${wallet}-${language}.svg`;
  const { addToApple, addToGoogle } = holderTexts(language);
  const official = text === (wallet === "apple" ? addToApple : addToGoogle) && findBadge(badge);
  const name = about === undefined ? text : `${text}: ${about}`;
  return official ? (
    <a className="badge" href={href}>
      <img src={`/assets/badges/${badge}`} alt={name} height={48} />
    </a>
  ) : (
    <a className={`wallet wallet-${wallet}`} href={href}>
      {text}
      {about !== undefined && <span className="unseen">: {about}</span>}
    </a>
  );
}
