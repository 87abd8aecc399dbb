import type { Provider } from "../../domain/providers/provider.ts";
import { cultureTexts } from "../texts/staff-texts.ts";
import { FormPage } from "../ui/form-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { ProviderFields, type ProviderForm } from "./provider-fields.tsx";

interface Props extends ProviderForm {
  frame: PageFrame;
  provider: Provider;
}

/** `/culture/providers/{id}/change`: form for a provider's name, number and place. */
export function ChangeProviderPage({ frame, provider, ...form }: Props) {
  const texts = cultureTexts(frame.language);
  return (
    <FormPage
      frame={frame}
      title={texts.changeThis(provider.name)}
      tab="providers"
      faults={form.faults}
      submit={texts.saveChanges}
      cancelHref={`/culture/providers/${provider.id}`}
    >
      <ProviderFields
        {...form}
        texts={texts}
        nameHelp={`${texts.nameHelp} ${texts.nameChangeHelp}`}
      />
    </FormPage>
  );
}
