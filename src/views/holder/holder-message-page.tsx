import { holderTexts } from "../texts/holder-texts.ts";
import { HolderDocument, type HolderFrame } from "./holder-document.tsx";

interface Props {
  frame: HolderFrame;
  kind: "gone" | "notFound" | "tooMany" | "trouble";
  /** Path of the claim link, for a ticket that has ended. */
  claimPath?: string | undefined;
}

/** Error page with neutral wording: it reveals nothing of tickets. */
export function HolderMessagePage({ frame, kind, claimPath }: Props) {
  const texts = holderTexts(frame.language);
  const [heading, help] = {
    gone: [texts.gone, texts.goneHelp],
    notFound: [texts.notFound, texts.notFoundHelp],
    tooMany: [texts.trouble, texts.tooMany],
    trouble: [texts.trouble, texts.troubleHelp],
  }[kind] as [string, string];
  return (
    <HolderDocument frame={frame} title={heading}>
      <h1>{heading}</h1>
      <p>{help}</p>
      {claimPath !== undefined && (
        <p>
          <a className="plain-button" href={`${claimPath}?lang=${frame.language}`}>
            {texts.toTickets}
          </a>
        </p>
      )}
      {kind === "notFound" && (
        <p>
          <a className="plain-button" href={`/t?lang=${frame.language}`}>
            {texts.codeHeading}
          </a>
        </p>
      )}
    </HolderDocument>
  );
}
