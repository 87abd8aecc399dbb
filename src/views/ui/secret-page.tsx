import { BodyLong, Button } from "@navikt/ds-react";
import { providerTexts } from "../texts/staff-texts.ts";
import type { Tab } from "./area-tabs.ts";
import { ButtonLink } from "./button-link.tsx";
import { ContentPage } from "./content-page.tsx";
import type { PageFrame } from "./page-frame.ts";

interface Props {
  frame: PageFrame;
  tab: Tab;
  heading: string;
  help: string;
  secret: string;
  back: { href: string; text: string };
}

/** A new secret of a system, with a button that copies it; no other page shows it. */
export function SecretPage({ frame, tab, heading, help, secret, back }: Props) {
  const texts = providerTexts(frame.language);
  return (
    <ContentPage
      frame={frame}
      title={heading}
      tab={tab}
      scripts={["copy.js"]}
      align="start"
      className="form"
    >
      <BodyLong>{help}</BodyLong>
      <code className="secret">{secret}</code>
      <span hidden data-copy={secret} data-copied={texts.copied}>
        <Button type="button" variant="secondary">
          {texts.copy}
        </Button>
      </span>
      <ButtonLink href={back.href} variant="tertiary">
        {back.text}
      </ButtonLink>
    </ContentPage>
  );
}
