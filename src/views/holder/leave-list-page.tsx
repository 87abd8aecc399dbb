import { textIn } from "../../domain/language.ts";
import { holderTexts } from "../texts/holder-texts.ts";
import { HolderDocument, type HolderFrame } from "./holder-document.tsx";
import type { AwaitedOffer } from "./waiting-lists.tsx";

/** Confirmation before a holder leaves a waiting list. */
export function LeaveListPage({
  frame,
  claimPath,
  offer,
}: {
  frame: HolderFrame;
  claimPath: string;
  offer: AwaitedOffer;
}) {
  const { language, path } = frame;
  const texts = holderTexts(language);
  return (
    <HolderDocument frame={frame} title={texts.leaveList}>
      <h1>{texts.leaveQuestion}</h1>
      <p>
        <strong>{textIn(offer.title, language)}</strong>, {offer.provider}
      </p>
      <form method="post" action={`${path}?lang=${language}`} className="choice">
        <button>{texts.leaveYes}</button>
        <a className="plain-button" href={`${claimPath}?lang=${language}`}>
          {texts.leaveNo}
        </a>
      </form>
    </HolderDocument>
  );
}
