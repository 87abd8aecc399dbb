import { BodyLong } from "@navikt/ds-react";
import type { RecipientImport } from "../../db/recipients/recipient-imports.ts";
import { importTexts } from "../texts/import-texts.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

/** `/nav/recipients/import/{id}` after the import: what it did. */
export function ImportDonePage({
  frame,
  counts: { created, changed, unchanged },
}: {
  frame: PageFrame;
  counts: NonNullable<RecipientImport["counts"]>;
}) {
  const texts = importTexts(frame.language);
  return (
    <ContentPage frame={frame} title={texts.doneTitle} tab="recipients" align="start">
      <BodyLong>{texts.done(created, changed, unchanged)}</BodyLong>
      <ButtonLink href="/nav/recipients">{texts.toRecipients}</ButtonLink>
    </ContentPage>
  );
}
