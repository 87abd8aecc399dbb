import { Checkbox, CheckboxGroup } from "@navikt/ds-react";
import type { HandOut } from "../../db/complimentary/hand-outs.ts";
import { isLiveToNav } from "../../domain/passes/nav-state.ts";
import { complimentaryTexts } from "../texts/complimentary-texts.ts";
import type { Tab } from "../ui/area-tabs.ts";
import { ConfirmPage } from "../ui/confirm-page.tsx";
import type { Faults } from "../ui/faults.tsx";
import { formatMoment } from "../ui/format.ts";
import type { PageFrame } from "../ui/page-frame.ts";

interface Props {
  frame: PageFrame;
  tab: Tab;
  /** Title of the offer. */
  title: string;
  handOut: HandOut;
  faults: Faults;
  back: string;
}

/** Asks whether to revoke a hand-out's tickets; of links, which of them. */
export function RevokeHandOutPage({ frame, tab, title, handOut, faults, back }: Props) {
  const texts = complimentaryTexts(frame.language);
  const links = handOut.links.map((link, index) => ({ ...link, number: index + 1 }));
  return (
    <ConfirmPage
      frame={frame}
      tab={tab}
      heading={texts.revokeHeading}
      about={`${title}, ${formatMoment(handOut.createdAt, frame.language)}`}
      text={texts.revokeText}
      confirm={texts.revoke}
      cancelHref={back}
      faults={faults}
    >
      {handOut.form === "links" && (
        <CheckboxGroup legend={texts.which} error={faults.get("links")} id="links">
          {links.map(({ id, number, state }) => (
            <Checkbox key={id} name="links" value={id} disabled={!isLiveToNav(state)}>
              {texts.numbered(number)}: {texts.states[state]}
            </Checkbox>
          ))}
        </CheckboxGroup>
      )}
    </ConfirmPage>
  );
}
