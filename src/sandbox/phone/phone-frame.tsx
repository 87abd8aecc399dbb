import { Button, Heading, Link } from "@navikt/ds-react";
import { phonePath, type PassFace } from "./pass-face.ts";
import { phoneLanguages, type PhoneLanguage } from "./pass-text.ts";
import type { Notice } from "./phone-state.ts";
import { phoneTexts } from "./phone-texts.ts";
import { TicketBack, TicketFront, TicketHead } from "./ticket-view.tsx";

export interface PhoneView {
  language: PhoneLanguage;
  at: Date;
  faces: PassFace[];
  /** The pass that is shown; undefined: the stack. */
  open?: PassFace | undefined;
  side: "front" | "back";
  notice?: Notice | undefined;
}

const clock = new Intl.DateTimeFormat("nb-NO", { timeStyle: "short", timeZone: "Europe/Oslo" });

const languageNames: Record<PhoneLanguage, string> = {
  nb: "Bokmål",
  nn: "Nynorsk",
  en: "English",
};

const addressOf = ({ serialNumber }: PassFace, side: PhoneView["side"] = "front") =>
  `${phonePath}?ticket=${encodeURIComponent(serialNumber)}${side === "back" ? "&side=back" : ""}`;

function Stack({ view }: { view: PhoneView }) {
  const { language, faces } = view;
  if (faces.length === 0) return <p className="empty">{phoneTexts[language].empty}</p>;
  return (
    <ul className="stack">
      {faces.map((face) => (
        <li key={face.serialNumber} className={face.state}>
          <a id={`open-${face.serialNumber}`} href={addressOf(face)} data-turn>
            <TicketHead face={face} language={language} />
          </a>
        </li>
      ))}
    </ul>
  );
}

function OpenTicket({ view, face }: { view: PhoneView; face: PassFace }) {
  const { language, side } = view;
  const texts = phoneTexts[language];
  const other = side === "front" ? "back" : "front";
  return (
    <>
      <div className="turns">
        <Link id="done" href={`${phonePath}?ticket=`} data-turn>
          {texts.done}
        </Link>
        <Link id="turn" href={addressOf(face, other)} data-turn>
          {side === "front" ? texts.details : texts.front}
        </Link>
      </div>
      <article
        className={`ticket ${side} ${face.state}`}
        aria-label={`${face.title}, ${texts.states[face.state]}`}
        data-state={`${face.serialNumber} ${side} ${face.state}`}
      >
        {side === "front" ? (
          <TicketFront face={face} language={language} />
        ) : (
          <TicketBack face={face} language={language} />
        )}
      </article>
    </>
  );
}

function Banner({ view }: { view: PhoneView }) {
  const { notice, faces, language, at } = view;
  if (!notice) return null;
  const face = faces.find(({ serialNumber }) => serialNumber === notice.serialNumber);
  const isNew = at.getTime() - notice.at.getTime() < 60_000;
  return (
    <div className="banner" data-notice={notice.at.toISOString()}>
      {face?.icon && <img src={face.icon.href} alt="" width={36} height={36} />}
      <p>
        <strong>{notice.from}</strong>
        <time dateTime={notice.at.toISOString()}>
          {isNew ? phoneTexts[language].now : clock.format(notice.at)}
        </time>
        <span>{notice.text}</span>
      </p>
    </div>
  );
}

/** Renders the phone's screen: notification, then the stack or one pass. */
export function PhoneFrame({ view }: { view: PhoneView }) {
  const { language, open, at } = view;
  const texts = phoneTexts[language];
  const spoken = open && open.state !== "valid" ? `${open.title}: ${texts.states[open.state]}` : "";
  return (
    <div className="phone" lang={language}>
      <div className="screen">
        <div className="top" aria-hidden="true">
          <span>{clock.format(at)}</span>
          <span className="island" />
          <span className="battery" />
        </div>
        <div role="status" id="notices" data-live>
          <Banner view={view} />
          <span className="aksel-sr-only">{spoken}</span>
        </div>
        <div id="wallet" data-live>
          {open ? (
            <OpenTicket view={view} face={open} />
          ) : (
            <>
              <Heading size="medium" level="2" className="wallet-title">
                {texts.wallet}
              </Heading>
              <Stack view={view} />
            </>
          )}
        </div>
        <form
          method="post"
          action={`${phonePath}/language`}
          className="languages"
          id="languages"
          data-live
        >
          <input type="hidden" name="ticket" value={open?.serialNumber ?? ""} />
          {phoneLanguages.map((one) => (
            <Button
              key={one}
              id={`language-${one}`}
              variant={one === language ? "secondary" : "tertiary"}
              size="small"
              name="language"
              value={one}
              aria-pressed={one === language}
              lang={one}
            >
              {languageNames[one]}
            </Button>
          ))}
        </form>
      </div>
    </div>
  );
}
