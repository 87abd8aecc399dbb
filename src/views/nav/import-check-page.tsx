import { Alert, BodyLong, Button, Heading, HStack } from "@navikt/ds-react";
import { endsClaimLink } from "../../domain/recipients/ends-claim-link.ts";
import type { ImportPlan } from "../../domain/recipients/import-plan.ts";
import type { RecipientImport } from "../../db/recipients/recipient-imports.ts";
import { importTexts } from "../texts/import-texts.ts";
import { ContentPage } from "../ui/content-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { HiddenFields, PostButton, PostForm } from "../ui/post-form.tsx";
import { UnderWay } from "../ui/under-way.tsx";
import { ImportChangeTable } from "./import-change-table.tsx";
import { ImportColumnsForm } from "./import-columns-form.tsx";
import { ImportFaultTable } from "./import-fault-table.tsx";

interface Props {
  frame: PageFrame;
  found: RecipientImport;
  plan: ImportPlan;
  /** Whether all changes and faults are shown, however many. */
  isWhole: boolean;
  /** Whether recipients have changed since the officer looked. */
  isStale: boolean;
}

/** `/nav/recipients/import/{id}`: what would be saved, before it is. */
export function ImportCheckPage({ frame, found, plan, isWhole, isStale }: Props) {
  const texts = importTexts(frame.language);
  const path = `/nav/recipients/import/${found.id}`;
  const { created, unchanged, changes, faults, revision } = plan;
  const counts = [
    [texts.created, created],
    [texts.changed, changes.length],
    [texts.unchanged, unchanged],
    [texts.withFaults, faults.length],
  ] as const;
  const writes = created + changes.length;
  const newContacts = changes.filter(({ differences }) => endsClaimLink(differences)).length;
  const canSave = faults.length === 0 && writes > 0;
  const shown = { frame, isWhole, wholeHref: `${path}?all=1` };
  return (
    <ContentPage
      frame={{ ...frame, path }}
      title={texts.checkTitle}
      tab="recipients"
      scripts={["upload-progress.js"]}
      refusal={isStale ? texts.stale : undefined}
    >
      <dl className="counts">
        {counts.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      {faults.length > 0 && (
        <section aria-labelledby="faults">
          <Heading size="small" level="2" id="faults" spacing>
            {texts.faults(faults.length)}
          </Heading>
          <BodyLong spacing>{texts.faultsHelp}</BodyLong>
          <ImportFaultTable {...shown} faults={faults} />
        </section>
      )}
      {changes.length > 0 && (
        <section aria-labelledby="changes">
          <Heading size="small" level="2" id="changes" spacing>
            {texts.changes(changes.length)}
          </Heading>
          <ImportChangeTable {...shown} changes={changes} />
          {newContacts > 0 && <Alert variant="warning">{texts.newContacts(newContacts)}</Alert>}
        </section>
      )}
      {faults.length === 0 && writes === 0 && <Alert variant="info">{texts.nothing}</Alert>}
      <HStack gap="space-16">
        {canSave && (
          <PostForm frame={frame} action={path}>
            <HiddenFields values={{ revision }} />
            <Button>{texts.save(writes)}</Button>
            <UnderWay text={texts.saving(writes)} />
          </PostForm>
        )}
        <PostButton frame={frame} action={`${path}/remove`} variant="tertiary">
          {texts.discard}
        </PostButton>
      </HStack>
      <ImportColumnsForm frame={frame} found={found} />
    </ContentPage>
  );
}
