import { Button, Checkbox, Heading, Radio, RadioGroup, TextField, VStack } from "@navikt/ds-react";
import { mailLanguages } from "../../domain/providers/provider-user.ts";
import { cultureContactTexts } from "../texts/culture-contact-texts.ts";
import { ContentPage } from "../ui/content-page.tsx";
import type { Faults } from "../ui/faults.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { HiddenFields, PostForm } from "../ui/post-form.tsx";

/** A municipality of the office, and its contact as set or as typed. */
export interface ContactForm {
  municipality: string;
  name: string;
  email: string;
  language: string;
  wantsNotices: boolean;
}

interface Props {
  frame: PageFrame;
  forms: ContactForm[];
  /** By municipality. */
  faults: Faults;
  notice: string | undefined;
}

/** `/culture/contact`: where the office is reached in each of its municipalities, and whether it is told what waits. */
export function ContactPage({ frame, forms, faults, notice }: Props) {
  const texts = cultureContactTexts(frame.language);
  return (
    <ContentPage
      frame={frame}
      title={texts.title}
      tab="reviews"
      notice={notice}
      intro={texts.intro}
      faults={faults}
    >
      {forms.map(({ municipality, name, email, language, wantsNotices }) => (
        <PostForm key={municipality} frame={frame} action="/culture/contact" className="form">
          <HiddenFields values={{ municipality }} />
          <VStack gap="space-16" align="start">
            <Heading size="small" level="2">
              {name}
            </Heading>
            <TextField
              id={municipality}
              name="email"
              type="email"
              label={texts.email}
              description={texts.emailHelp}
              defaultValue={email}
              error={faults.get(municipality)}
              autoComplete="off"
              className="medium"
            />
            <RadioGroup name="language" legend={texts.language} defaultValue={language}>
              {mailLanguages.map((each) => (
                <Radio key={each} value={each}>
                  {texts.languages[each]}
                </Radio>
              ))}
            </RadioGroup>
            <Checkbox name="wants" value="true" defaultChecked={wantsNotices}>
              {texts.wants}
            </Checkbox>
            <Button>{texts.save}</Button>
          </VStack>
        </PostForm>
      ))}
    </ContentPage>
  );
}
