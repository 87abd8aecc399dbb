import { BodyLong, Button, HStack } from "@navikt/ds-react";
import { staffTexts } from "../texts/staff-texts.ts";
import { ButtonLink } from "./button-link.tsx";
import { ContentPage } from "./content-page.tsx";
import type { PageFrame } from "./page-frame.ts";
import { HiddenFields, PostForm } from "./post-form.tsx";

interface Props {
  frame: PageFrame;
  fields: Readonly<Record<string, string | readonly string[]>>;
}

/** Page with a button that sends again the form that arrived after its session's end. */
export function ResumePage({ frame, fields }: Props) {
  const texts = staffTexts(frame.language);
  return (
    <ContentPage
      frame={{ ...frame, isResumed: false }}
      title={texts.resumeHeading}
      align="start"
      className="form"
    >
      <BodyLong>{texts.resumeText}</BodyLong>
      <PostForm frame={frame} action={frame.path}>
        <HiddenFields values={fields} />
        <HStack gap="space-16">
          <Button>{texts.resume}</Button>
          <ButtonLink href={`/${frame.area}`} variant="tertiary">
            {texts.cancel}
          </ButtonLink>
        </HStack>
      </PostForm>
    </ContentPage>
  );
}
