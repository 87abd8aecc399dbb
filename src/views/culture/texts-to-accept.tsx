import { Checkbox, CheckboxGroup } from "@navikt/ds-react";
import { findRevealingWords } from "../../domain/deny-list.ts";
import type { TextToAccept } from "../../domain/offers/text-exceptions.ts";
import { textExceptionTexts } from "../texts/text-exception-texts.ts";
import type { Faults } from "../ui/faults.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

/** The texts with a word that the deny-list refuses, each with the provider's reason and a box that accepts it. */
export function TextsToAccept({
  frame,
  texts,
  faults,
}: {
  frame: PageFrame;
  texts: readonly TextToAccept[];
  faults: Faults;
}) {
  if (texts.length === 0) return null;
  const says = textExceptionTexts(frame.language);
  return (
    <CheckboxGroup
      id="acceptedTexts"
      legend={says.acceptLegend}
      description={says.acceptHelp}
      error={faults.get("acceptedTexts")}
    >
      {texts.map(({ path, text, reason }) => (
        <Checkbox
          key={path}
          name="acceptedTexts"
          value={path}
          description={`${text} ${says.because(reason)}`}
        >
          {says.accept(findRevealingWords(text).join("», «"), path.startsWith("title."))}
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}
