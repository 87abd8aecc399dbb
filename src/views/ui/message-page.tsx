import { BodyLong } from "@navikt/ds-react";
import { ButtonLink } from "./button-link.tsx";
import { ContentPage } from "./content-page.tsx";
import type { PageFrame } from "./page-frame.ts";

/** Content of a message page. */
export interface Message {
  heading: string;
  text?: string | undefined;
  link: { href: string; text: string };
}

/** Page with a message and a link to continue with. */
export function MessagePage({ frame, heading, text, link }: Message & { frame: PageFrame }) {
  return (
    <ContentPage frame={frame} title={heading} align="start" className="form">
      {text !== undefined && <BodyLong>{text}</BodyLong>}
      <ButtonLink href={link.href}>{link.text}</ButtonLink>
    </ContentPage>
  );
}
