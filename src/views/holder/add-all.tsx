import { holderTexts } from "../texts/holder-texts.ts";
import type { HolderFrame } from "./holder-document.tsx";
import type { AskingPhone } from "./asking-phone.ts";
import { WalletButton } from "./wallet-buttons.tsx";

/** Apple Wallet's limit of passes in one bundle. */
const ticketsPerBundle = 10;

interface AddAllProps {
  frame: HolderFrame;
  count: number;
  phone: AskingPhone;
}

/** One tap for all tickets, where this device can take them so; else each ticket has its own button. */
export function AddAll({ frame: { path, language }, count, phone }: AddAllProps) {
  const texts = holderTexts(language);
  const wallets = phone.wallets.filter((wallet) => wallet === "google" || phone.opensBundles);
  if (wallets.length === 0) return null;
  const parts = Math.ceil(count / ticketsPerBundle);
  return (
    <section className="add-all" aria-labelledby="add-all">
      <h2 id="add-all">{texts.addAll}</h2>
      <p className="wallets">
        {wallets.map((wallet) =>
          wallet === "google" ? (
            <WalletButton
              key={wallet}
              wallet={wallet}
              href={`${path}/google`}
              text={texts.addAllToGoogle}
              language={language}
            />
          ) : (
            Array.from({ length: parts }, (_, index) => (
              <WalletButton
                key={index}
                wallet={wallet}
                href={`${path}/all.pkpasses${index > 0 ? `?page=${index + 1}` : ""}`}
                text={texts.addAllToApple(index + 1, parts)}
                language={language}
              />
            ))
          ),
        )}
      </p>
    </section>
  );
}
