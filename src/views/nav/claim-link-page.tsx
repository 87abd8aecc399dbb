import { BodyLong, Heading, VStack } from "@navikt/ds-react";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";
import { ClaimLinkSection, type ShownClaim } from "./claim-link-section.tsx";
import { recipientName } from "./recipient-name.ts";

interface Props {
  frame: PageFrame;
  recipient: Recipient;
  claim: ShownClaim | undefined;
  /** The second guardian's link, and whether there is such a guardian. */
  second: ShownClaim | undefined;
  hasSecond: boolean;
  /** Address of the page for the code, without `https://`. */
  codeAddress: string;
  notice: string | undefined;
}

/** `/nav/recipients/{id}/claim-link`: the recipient's claim link, or a button that creates a missing one. */
export function ClaimLinkPage({
  frame,
  recipient,
  claim,
  second,
  hasSecond,
  codeAddress,
  notice,
}: Props) {
  const texts = staffTexts(frame.language);
  const { id } = recipient;
  return (
    <ContentPage
      frame={frame}
      title={`${texts.claimLink}: ${recipientName(recipient)}`}
      tab="recipients"
      scripts={["copy.js"]}
      notice={notice}
      align="start"
    >
      {claim ? (
        <ClaimLinkSection frame={frame} recipientId={id} claim={claim} codeAddress={codeAddress} />
      ) : (
        <>
          <BodyLong>{texts.missingClaimLink}</BodyLong>
          <PostButton
            frame={frame}
            action={`/nav/recipients/${id}/claim-link/create`}
            variant="primary"
            size="small"
          >
            {texts.createLink}
          </PostButton>
        </>
      )}
      {hasSecond && (
        <section aria-labelledby="second">
          <Heading size="medium" level="2" id="second" spacing>
            {texts.secondGuardian}
          </Heading>
          {second ? (
            <ClaimLinkSection
              {...{ frame, recipientId: id, claim: second, codeAddress, guardian: 2 }}
            />
          ) : (
            <VStack gap="space-16" align="start">
              <BodyLong>{texts.missingClaimLink}</BodyLong>
              <PostButton
                frame={frame}
                action={`/nav/recipients/${id}/claim-link`}
                values={{ guardian: 2 }}
                size="small"
              >
                {texts.createLink}
              </PostButton>
            </VStack>
          )}
        </section>
      )}
      <ButtonLink href={`/nav/recipients/${id}`} variant="tertiary" size="small">
        {texts.backToRecipient}
      </ButtonLink>
    </ContentPage>
  );
}
