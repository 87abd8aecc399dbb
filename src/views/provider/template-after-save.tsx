import { BodyShort, Heading, HStack, Link, VStack } from "@navikt/ds-react";
import { textIn, type Texts } from "../../domain/language.ts";
import { QrCode } from "../ui/qr-code.tsx";
import { templateTexts } from "../texts/staff-texts.ts";
import { PostButton } from "../ui/post-form.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

export interface ShownOffer {
  id: string;
  title: Texts;
  templateVersion: number;
  waitingVersion: number | null;
  tickets: number;
}

interface Props {
  frame: PageFrame;
  /** Latest version. */
  version: number;
  /** Undefined when Apple Wallet is not configured. */
  sampleUrl: string | undefined;
  offers: ShownOffer[];
}

/** Actions for a saved template: a sample pass for a phone, and publishing to issued tickets. */
export function TemplateAfterSave({ frame, version, sampleUrl, offers }: Props) {
  const texts = templateTexts(frame.language);
  return (
    <>
      {offers.length > 0 && (
        <section>
          <Heading size="medium" level="2">
            {texts.publish}
          </Heading>
          <BodyShort spacing>{texts.publishHelp}</BodyShort>
          <ul className="template-offers">
            {offers.map(({ id, title, templateVersion, waitingVersion, tickets }) => (
              <li key={id}>
                <HStack gap="space-16" align="center" justify="space-between">
                  <Link href={`/provider/offers/${id}`}>{textIn(title, frame.language)}</Link>
                  {templateVersion === version || waitingVersion === version ? (
                    <span>{templateVersion === version ? texts.upToDate : texts.lookWaits}</span>
                  ) : (
                    <PostButton
                      frame={frame}
                      action={`${frame.path}/publish`}
                      values={{ offerId: id }}
                      size="small"
                    >
                      {texts.update(tickets)}
                      <span className="unseen">: {textIn(title, frame.language)}</span>
                    </PostButton>
                  )}
                </HStack>
              </li>
            ))}
          </ul>
        </section>
      )}
      {sampleUrl !== undefined && (
        <section>
          <Heading size="medium" level="2">
            {texts.tryOut}
          </Heading>
          <VStack gap="space-8" align="start">
            <BodyShort>{texts.tryOutHelp}</BodyShort>
            <div className="sample-code">
              <QrCode text={sampleUrl} label={texts.codeLabel} />
            </div>
            <Link href={sampleUrl}>{texts.tryOutLink}</Link>
          </VStack>
        </section>
      )}
    </>
  );
}
