import { BodyLong, Heading, VStack } from "@navikt/ds-react";
import { ButtonLink } from "../ui/staff-document.tsx";
import { ProviderDocument, type ProviderFrame } from "./provider-document.tsx";

/** A page that says why there is nothing else to see, and where to go. */
export function ProviderMessagePage({
  frame,
  heading,
  text,
  link,
}: {
  frame: ProviderFrame;
  heading: string;
  text: string;
  link: { href: string; text: string };
}) {
  return (
    <ProviderDocument frame={frame} title={heading}>
      <VStack gap="space-24" align="start" className="form">
        <Heading size="large" level="1">
          {heading}
        </Heading>
        <BodyLong>{text}</BodyLong>
        <ButtonLink href={link.href}>{link.text}</ButtonLink>
      </VStack>
    </ProviderDocument>
  );
}
