import type { Language } from "../../domain/language.ts";
import { findBadge } from "../ui/assets.ts";
import { holderTexts } from "../texts/holder-texts.ts";

export type WalletName = "apple" | "google";

/** Which wallets to offer, the likelier first. */
export function walletsFor(
  offered: { apple: boolean; google: boolean },
  userAgent: string,
): WalletName[] {
  const order: WalletName[] = /Android/i.test(userAgent)
    ? ["google", "apple"]
    : ["apple", "google"];
  return order.filter((wallet) => offered[wallet]);
}

/** A link that looks like a button: the operator's official artwork, or the wallet's wording in plain text. */
export function WalletButton({
  wallet,
  href,
  text,
  about,
  language,
}: {
  wallet: WalletName;
  href: string;
  text: string;
  /** Which ticket, for those who do not see where the button stands. */
  about?: string;
  language: Language;
}) {
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
