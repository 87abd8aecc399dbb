import { BodyShort, HStack } from "@navikt/ds-react";
import type { ReactNode } from "react";
import { PostButton } from "./post-form.tsx";
import type { PageFrame } from "./page-frame.ts";

interface Doing {
  /** Where its form is posted. */
  action: string;
  text: string;
  /** The same with the thing's name, for those who hear one button after another. */
  says: string;
}

/** Things that the provider keeps, such as doors and people: each with what is known and done. */
export function ActionList({
  frame,
  label,
  items,
}: {
  frame: PageFrame;
  label: string;
  items: { id: string; name: ReactNode; facts: string[]; doings: Doing[] }[];
}) {
  return (
    <ul className="kept" aria-label={label}>
      {items.map(({ id, name, facts, doings }) => (
        <li key={id}>
          <div>
            <BodyShort weight="semibold">{name}</BodyShort>
            {facts.map((fact) => (
              <BodyShort key={fact} size="small">
                {fact}
              </BodyShort>
            ))}
          </div>
          <HStack gap="space-8" wrap>
            {doings.map(({ action, text, says }) => (
              <PostButton key={action} frame={frame} action={action} size="small" label={says}>
                {text}
              </PostButton>
            ))}
          </HStack>
        </li>
      ))}
    </ul>
  );
}
