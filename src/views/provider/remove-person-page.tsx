import { Checkbox, CheckboxGroup } from "@navikt/ds-react";
import { providerTexts } from "../texts/staff-texts.ts";
import { ConfirmPage } from "../ui/confirm-page.tsx";
import { formatMoment } from "../ui/format.ts";
import type { PageFrame } from "../ui/page-frame.ts";

interface Token {
  id: string;
  name: string;
  lastUsedAt: Date | null;
}

interface Props {
  frame: PageFrame;
  email: string;
  keys: Token[];
  scanners: Token[];
}

/** Asks, before a person is removed, which of the keys and scanners that the person made are revoked, too. Keys are preselected. */
export function RemovePersonPage({ frame, email, keys, scanners }: Props) {
  const texts = providerTexts(frame.language);
  const { removal } = texts;
  const named = ({ name, lastUsedAt }: Token) => {
    const used = lastUsedAt ? formatMoment(lastUsedAt, frame.language) : texts.never;
    return `${name || texts.unnamedDoor}. ${texts.lastUsed}: ${used}`;
  };
  const groups = [
    { tokens: keys, legend: removal.keys, help: removal.keysHelp, isChosen: true },
    { tokens: scanners, legend: removal.doors, help: removal.doorsHelp, isChosen: false },
  ];
  return (
    <ConfirmPage
      frame={frame}
      tab="people"
      heading={removal.heading}
      about={email}
      text={removal.text}
      confirm={texts.remove}
      cancelHref="/provider/people"
    >
      <input type="hidden" name="isAsked" value="true" />
      {keys.map(({ id }) => (
        <input key={id} type="hidden" name="shown" value={id} />
      ))}
      {groups
        .filter(({ tokens }) => tokens.length > 0)
        .map(({ tokens, legend, help, isChosen }) => (
          <CheckboxGroup key={legend} legend={legend} description={help}>
            {tokens.map((token) => (
              <Checkbox key={token.id} name="stop" value={token.id} defaultChecked={isChosen}>
                {named(token)}
              </Checkbox>
            ))}
          </CheckboxGroup>
        ))}
    </ConfirmPage>
  );
}
