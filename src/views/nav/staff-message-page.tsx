import { BodyLong, Heading, Page, VStack } from "@navikt/ds-react";
import { assetUrl } from "../ui/assets.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";
import { ButtonLink } from "../ui/staff-document.tsx";

/** Why there is nothing else to see, and where to go. */
interface Message {
  heading: string;
  text?: string | undefined;
  link: { href: string; text: string };
}

/** What such a page holds, in whichever frame. */
export function StaffMessage({ heading, text, link }: Message) {
  return (
    <VStack gap="space-24" align="start">
      <Heading size="large" level="1">
        {heading}
      </Heading>
      {text !== undefined && <BodyLong>{text}</BodyLong>}
      <ButtonLink href={link.href}>{link.text}</ButtonLink>
    </VStack>
  );
}

/** A page for whoever is not, or no longer, signed in. */
export function StaffMessagePage({
  language,
  brandName,
  ...message
}: Message & {
  language: StaffLanguage;
  brandName: string;
}) {
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${message.heading} – ${brandName}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={assetUrl("staff.css")} />
      </head>
      <body>
        <Page.Block as="main" width="md" gutters className="page">
          <StaffMessage {...message} />
        </Page.Block>
      </body>
    </html>
  );
}
