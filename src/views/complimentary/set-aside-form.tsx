import { Button, TextField, VStack } from "@navikt/ds-react";
import { complimentaryTexts } from "../texts/complimentary-texts.ts";
import { fieldProps } from "../ui/faults.tsx";
import { HiddenFields, PostForm } from "../ui/post-form.tsx";
import type { FormProps } from "./complimentary-forms.tsx";

/** Form for how many a provider sets aside. */
export function SetAsideForm({ frame, action, values, faults }: FormProps) {
  const texts = complimentaryTexts(frame.language);
  const field = fieldProps(faults, { setAside: values.setAside });
  return (
    <PostForm frame={frame} action={action} className="form set-aside">
      <HiddenFields values={{ revision: values.revision }} />
      <VStack gap="space-16">
        <TextField
          {...field("setAside")}
          label={texts.setAsideField}
          description={texts.setAsideHelp}
          inputMode="numeric"
          htmlSize={6}
        />
        <div>
          <Button variant="secondary">{texts.setAsideButton}</Button>
        </div>
      </VStack>
    </PostForm>
  );
}
