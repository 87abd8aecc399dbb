import { textIn, type Texts } from "../../domain/language.ts";
import { holderTexts } from "../texts/holder-texts.ts";
import { HolderDocument, type HolderFrame } from "./holder-document.tsx";

interface Props {
  frame: HolderFrame;
  claimPath: string;
  title: Texts;
  provider: string;
}

/** Confirmation before a ticket is returned. */
export function ReturnPage({ frame, claimPath, title, provider }: Props) {
  const { language, path } = frame;
  const texts = holderTexts(language);
  return (
    <HolderDocument frame={frame} title={texts.giveBack}>
      <h1>{texts.giveBackQuestion}</h1>
      <p>
        <strong>{textIn(title, language)}</strong>, {provider}
      </p>
      <p>{texts.giveBackHelp}</p>
      <form method="post" action={`${path}?lang=${language}`} className="choice">
        <button>{texts.giveBackYes}</button>
        <a className="plain-button" href={`${claimPath}?lang=${language}`}>
          {texts.giveBackNo}
        </a>
      </form>
    </HolderDocument>
  );
}
