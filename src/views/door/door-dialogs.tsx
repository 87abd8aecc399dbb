import type { DoorTexts } from "../texts/door-nb.ts";

/** The dialogs of the door page: number of people, result of a scan, and confirmation to disconnect. */
export function DoorDialogs({ texts }: { texts: DoorTexts }) {
  return (
    <>
      <dialog id="question" className="full" aria-labelledby="question-heading">
        <form method="dialog">
          <h2 id="question-heading" tabIndex={-1}>
            {texts.script.howMany}
          </h2>
          <p className="said" />
          <div className="numbers" />
          <button className="plain" value="">
            {texts.cancel}
          </button>
        </form>
      </dialog>
      <dialog id="answer" className="full" aria-labelledby="answer-heading">
        <div role="alert" aria-live="assertive">
          <svg className="yes" viewBox="0 0 24 24" role="img" aria-label={texts.script.accepted}>
            <path d="M3.5 13 9 18.5 20.5 6" />
          </svg>
          <svg className="no" viewBox="0 0 24 24" role="img" aria-label={texts.script.refused}>
            <path d="M5 5 19 19M19 5 5 19" />
          </svg>
          <svg className="maybe" viewBox="0 0 24 24" role="img" aria-label={texts.script.question}>
            <path d="M12 2.5v12M12 20.5v.5" />
          </svg>
          <svg className="wait" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 3a9 9 0 1 1-9 9" />
          </svg>
          <h2 id="answer-heading" tabIndex={-1} />
          <p className="said" />
          <p className="left" />
        </div>
        <div className="choices">
          <button type="button" value="" />
          <button type="button" value="again" hidden>
            {texts.again}
          </button>
          <button type="button" value="undo" hidden>
            {texts.script.undo}
          </button>
        </div>
      </dialog>
      <dialog id="forget" aria-labelledby="forget-heading">
        <form method="dialog">
          <h2 id="forget-heading">{texts.forgetQuestion}</h2>
          <p>{texts.forgetHelp}</p>
          <div className="line">
            <button value="yes">{texts.forgetYes}</button>
            {/* Focused first: a hand-held scanner that types Enter must not disconnect the device. */}
            <button className="plain" value="" autoFocus>
              {texts.forgetNo}
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
