import { textIn, type Texts } from "../../domain/language.ts";
import { holderTexts } from "../texts/holder-texts.ts";
import type { HolderFrame } from "./holder-document.tsx";

/** An offer for whose ticket the holder waits. */
export interface AwaitedOffer {
  offerId: string;
  title: Texts;
  provider: string;
}

/** What the holder waits for, folded, with a way out of each list; nothing without any. */
export function WaitingLists({
  frame: { language, path },
  awaited,
}: {
  frame: HolderFrame;
  awaited: AwaitedOffer[];
}) {
  if (awaited.length === 0) return null;
  const texts = holderTexts(language);
  return (
    <details className="after">
      <summary>{texts.waitingList}</summary>
      <p>{texts.waitingHelp}</p>
      <ul>
        {awaited.map(({ offerId, title, provider }) => (
          <li key={offerId}>
            <strong>{textIn(title, language)}</strong>, {provider}.{" "}
            <a href={`${path}/waiting/${offerId}?lang=${language}`}>
              {texts.leaveList}
              <span className="unseen">: {textIn(title, language)}</span>
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
