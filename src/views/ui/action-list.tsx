import { BodyShort, HStack, InlineMessage } from "@navikt/ds-react";
import type { ReactNode } from "react";
import { PostButton } from "./post-form.tsx";
import type { PageFrame } from "./page-frame.ts";

interface ItemAction {
  /** Path that the form is posted to. */
  action: string;
  text: string;
  /** Accessible name of the button, with the name of its item. */
  says: string;
}

interface Props {
  frame: PageFrame;
  label: string;
  items: {
    id: string;
    name: ReactNode;
    facts: string[];
    warning?: string | undefined;
    doings: ItemAction[];
  }[];
}

/** List of items, such as door devices and users, each with facts and buttons. */
export function ActionList({ frame, label, items }: Props) {
  return (
    <ul className="kept" aria-label={label}>
      {items.map(({ id, name, facts, warning, doings }) => (
        <li key={id}>
          <div>
            <BodyShort weight="semibold">{name}</BodyShort>
            {facts.map((fact) => (
              <BodyShort key={fact} size="small">
                {fact}
              </BodyShort>
            ))}
            {warning !== undefined && (
              <InlineMessage status="warning" size="small">
                {warning}
              </InlineMessage>
            )}
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
