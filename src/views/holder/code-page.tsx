import { holderTexts } from "../texts/holder-texts.ts";
import { HolderDocument, type HolderFrame } from "./holder-document.tsx";

/** The page `/t`: the form for a claim code. */
export function CodePage({ frame, wrong }: { frame: HolderFrame; wrong?: string | undefined }) {
  const texts = holderTexts(frame.language);
  const isWrong = wrong !== undefined;
  return (
    <HolderDocument frame={frame} title={texts.codeHeading}>
      <h1>{texts.codeHeading}</h1>
      <form method="post" action={`${frame.path}?lang=${frame.language}`} className="code-form">
        <label htmlFor="code">{texts.codeLabel}</label>
        <p id="code-help" className="quiet">
          {texts.codeHelp}
        </p>
        {isWrong && (
          <p id="code-error" className="fault" role="alert">
            {texts.codeUnknown}
          </p>
        )}
        <input
          id="code"
          name="code"
          defaultValue={wrong}
          required
          maxLength={40}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          autoFocus={isWrong}
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? "code-error code-help" : "code-help"}
        />
        <button>{texts.codeSubmit}</button>
      </form>
    </HolderDocument>
  );
}
