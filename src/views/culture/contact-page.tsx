import { Button, Checkbox, Heading, Radio, RadioGroup, TextField, VStack } from "@navikt/ds-react";
import { mailLanguages } from "../../domain/providers/provider-user.ts";
import { cultureContactTexts } from "../texts/culture-contact-texts.ts";
import { ContentPage } from "../ui/content-page.tsx";
import type { Faults } from "../ui/faults.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { OthersChanges, type OthersChange } from "../ui/others-changes.tsx";
import { HiddenFields, PostForm } from "../ui/post-form.tsx";

/** A municipality of the office, and its contact as set or as typed. */
export interface ContactForm {
  name: string;
  values: {
    municipality: string;
    email: string;
    language: string;
    wants: boolean;
    revision: string;
    shown: string;
  };
  /** What another has changed since the form was opened. */
  others?: OthersChange[] | undefined;
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
      {forms.map(({ name, others, values: { municipality, revision, shown, ...values } }) => (
        <PostForm
          key={municipality}
          frame={frame}
          action="/culture/contact"
          className={`form contact-${municipality}`}
          keepAs={`contact ${municipality}`}
        >
          <HiddenFields values={{ municipality, revision, shown }} />
          <VStack gap="space-16" align="start">
            <Heading size="small" level="2">
              {name}
            </Heading>
            <OthersChanges changes={others} language={frame.language} />
            <TextField
              id={municipality}
              name="email"
              type="email"
              label={texts.email}
              description={texts.emailHelp}
              defaultValue={values.email}
              error={faults.get(municipality)}
              autoComplete="off"
              className="medium"
            />
            <RadioGroup name="language" legend={texts.language} defaultValue={values.language}>
              {mailLanguages.map((each) => (
                <Radio key={each} value={each}>
                  {texts.languages[each]}
                </Radio>
              ))}
            </RadioGroup>
            <Checkbox name="wants" value="true" defaultChecked={values.wants}>
              {texts.wants}
            </Checkbox>
            <Button>{texts.save}</Button>
          </VStack>
        </PostForm>
      ))}
    </ContentPage>
  );
}
