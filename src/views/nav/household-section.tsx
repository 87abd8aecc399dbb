import { Alert, BodyLong, Heading, HStack, Link, Tag, VStack } from "@navikt/ds-react";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { householdTexts } from "../texts/household-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";
import { recipientName } from "./recipient-name.ts";

interface Props {
  frame: PageFrame;
  recipient: Recipient;
  siblings: Recipient[];
}

/** Who else belongs to a recipient's household, with the ways into another one and out of it. */
export function HouseholdSection({ frame, recipient, siblings }: Props) {
  const texts = householdTexts(frame.language);
  const own = `/nav/recipients/${recipient.id}`;
  const { householdId } = recipient;
  return (
    <VStack as="section" gap="space-16" aria-labelledby="household">
      <Heading size="medium" level="2" id="household">
        {texts.heading}
      </Heading>
      {householdId === undefined ? (
        <BodyLong>{texts.none}</BodyLong>
      ) : siblings.length === 0 ? (
        <BodyLong>{texts.alone}</BodyLong>
      ) : (
        <>
          <Siblings frame={frame} siblings={siblings} />
          <BodyLong>{texts.help}</BodyLong>
        </>
      )}
      {recipient.protectedAddress && <ProtectSiblings frame={frame} siblings={siblings} />}
      <HStack gap="space-12">
        <ButtonLink href={`${own}/household`} variant="secondary" size="small">
          {householdId === undefined ? texts.join : texts.change}
        </ButtonLink>
        {householdId !== undefined && (
          <PostButton
            frame={frame}
            action={`${own}/household/leave`}
            values={{ household: householdId }}
            variant="tertiary"
            size="small"
          >
            {texts.leave}
          </PostButton>
        )}
      </HStack>
    </VStack>
  );
}

function Siblings({ frame, siblings }: Omit<Props, "recipient">) {
  return (
    <ul>
      {siblings.map((sibling) => (
        <li key={sibling.id}>
          <HStack as="span" gap="space-8" align="center">
            <Link href={`/nav/recipients/${sibling.id}`}>{recipientName(sibling)}</Link>
            {sibling.protectedAddress && (
              <Tag variant="warning" size="small">
                {staffTexts(frame.language).protectedTag}
              </Tag>
            )}
          </HStack>
        </li>
      ))}
    </ul>
  );
}

/** Asks whether the others of a protected recipient's household are to be protected, too; nothing where all are. */
function ProtectSiblings({ frame, siblings }: Omit<Props, "recipient">) {
  const texts = householdTexts(frame.language);
  const open = siblings.filter(({ protectedAddress }) => !protectedAddress);
  if (open.length === 0) return null;
  return (
    <Alert variant="warning">
      <VStack gap="space-8">
        <Heading size="xsmall" level="3">
          {texts.protectHeading}
        </Heading>
        <BodyLong>{texts.protectHelp}</BodyLong>
        <HStack gap="space-12">
          {open.map((sibling) => (
            <PostButton
              key={sibling.id}
              frame={frame}
              action={`/nav/recipients/${sibling.id}/protect`}
              size="small"
            >
              {texts.protect(recipientName(sibling))}
            </PostButton>
          ))}
        </HStack>
      </VStack>
    </Alert>
  );
}
