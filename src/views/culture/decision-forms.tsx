import { Alert, BodyLong, Button, Heading, Textarea, VStack } from "@navikt/ds-react";
import type { Provider } from "../../domain/providers/provider.ts";
import { cultureTexts } from "../texts/staff-texts.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import type { TextToAccept } from "../../domain/offers/text-exceptions.ts";
import type { Faults } from "../ui/faults.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { HiddenFields, PostForm } from "../ui/post-form.tsx";

import { TextsToAccept } from "./texts-to-accept.tsx";

interface Props {
  frame: PageFrame;
  /** Path under which the forms are sent. */
  path: string;
  provider: Provider;
  /** Revision of the offer as shown; the approval is refused for another. */
  revision: string;
  faults: Faults;
  /** Of a return, as typed. */
  reason: string;
  approve: string;
  approveHelp: string;
  /** With a word of the deny-list; each has to be accepted for the approval. */
  textsToAccept: readonly TextToAccept[];
}

/** The button that approves, unless the provider itself waits for that, and the form that returns with a reason. */
export function DecisionForms({ frame, path, provider, revision, faults, ...says }: Props) {
  const texts = cultureTexts(frame.language);
  return (
    <VStack gap="space-24">
      {provider.state === "approved" ? (
        <div>
          <PostForm frame={frame} action={`${path}/approve`}>
            <HiddenFields values={{ revision }} />
            <VStack gap="space-16" align="start">
              <TextsToAccept frame={frame} texts={says.textsToAccept} faults={faults} />
              <Button>{says.approve}</Button>
            </VStack>
          </PostForm>
          <BodyLong size="small" textColor="subtle">
            {says.approveHelp}
          </BodyLong>
        </div>
      ) : (
        <Alert variant="warning">
          <BodyLong spacing>{texts.providerInvited}</BodyLong>
          <ButtonLink href="/culture/providers" variant="secondary" size="small">
            {texts.toProvider}
          </ButtonLink>
        </Alert>
      )}
      <PostForm frame={frame} action={`${path}/return`}>
        <VStack gap="space-16" align="start">
          <Heading size="small" level="2">
            {texts.returnLegend}
          </Heading>
          <Textarea
            id="reason"
            name="reason"
            label={texts.reason}
            description={texts.reasonHelp}
            defaultValue={says.reason}
            error={faults.get("reason")}
            minRows={3}
            resize="vertical"
            className="medium"
          />
          <Button variant="secondary">{texts.returnOffer}</Button>
        </VStack>
      </PostForm>
    </VStack>
  );
}
