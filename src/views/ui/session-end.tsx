import { Alert, Button } from "@navikt/ds-react";
import { staffTexts } from "../texts/staff-texts.ts";
import type { PageFrame } from "./page-frame.ts";

/** Warning before the session's end, hidden until `session-end.js` shows it. */
export function SessionEnd({ frame: { area, language, session } }: { frame: PageFrame }) {
  if (!session?.end) return null;
  const texts = staffTexts(language);
  return (
    <div
      className="session-end"
      hidden
      data-session={`/${area}/session`}
      data-csrf={session.csrf}
      data-seconds={session.end.seconds}
      data-extendable={session.end.isExtendable}
      data-ends={texts.sessionEnds}
      data-ends-surely={texts.sessionEndsSurely}
      data-ended={texts.sessionEnded}
    >
      <Alert variant="warning">
        <div role="alert" className="session-end-text" />
        <Button type="button" size="small" variant="secondary">
          {texts.staySignedIn}
        </Button>
      </Alert>
    </div>
  );
}
