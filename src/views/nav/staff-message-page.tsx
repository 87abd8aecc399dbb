import { BodyLong, Heading, Page, VStack } from "@navikt/ds-react";
import { assetUrl } from "../assets.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";
import { ButtonLink } from "./staff-document.tsx";

/** A page for whoever is not, or no longer, signed in, or asked for what there is not. */
export function StaffMessagePage({
  language,
  brandName,
  heading,
  text,
  link,
}: {
  language: StaffLanguage;
  brandName: string;
  heading: string;
  text?: string | undefined;
  link: { href: string; text: string };
}) {
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${heading} – ${brandName}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={assetUrl("staff.css")} />
      </head>
      <body>
        <Page.Block as="main" width="md" gutters className="page">
          <VStack gap="space-24" align="start">
            <Heading size="large" level="1">
              {heading}
            </Heading>
            {text !== undefined && <BodyLong>{text}</BodyLong>}
            <ButtonLink href={link.href}>{link.text}</ButtonLink>
          </VStack>
        </Page.Block>
      </body>
    </html>
  );
}
