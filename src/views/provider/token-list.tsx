import { BodyLong, Button, TextField, VStack } from "@navikt/ds-react";
import type { Expiry } from "../../domain/expiry.ts";
import { formatDate } from "../../domain/date-text.ts";
import { formatMoment } from "../ui/format.ts";
import { providerTexts } from "../texts/staff-texts.ts";
import { ActionList } from "../ui/action-list.tsx";
import { PostForm } from "../ui/post-form.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { fieldProps, type Faults } from "../ui/faults.tsx";

interface ListedToken {
  id: string;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  expiry: Expiry;
}

export interface TokensPageProps {
  /** Its path is the action of the form. */
  frame: PageFrame;
  tokens: ListedToken[];
  faults: Faults;
  notice: string | undefined;
}

/** Tokens of scanners or systems, each with a button that revokes it, and a form that creates one. */
export function TokenList({
  frame,
  tokens,
  faults,
  words,
}: Omit<TokensPageProps, "notice"> & {
  words: {
    list: string;
    none: string;
    revoke: string;
    revokeThis: (name: string) => string;
    name: string;
    nameHelp: string;
    add: string;
    endsSoon: (day: string) => string;
  };
}) {
  const texts = providerTexts(frame.language);
  const moment = (at: Date) => formatMoment(at, frame.language);
  const date = (at: Date) => formatDate(at, frame.language);
  function warningOf(expiry: Expiry): string | undefined {
    if (expiry?.is === "soon") return words.endsSoon(date(expiry.at));
    return expiry?.is === "past" ? texts.endedAt(date(expiry.at)) : undefined;
  }
  return (
    <>
      {tokens.length === 0 ? (
        <BodyLong>{words.none}</BodyLong>
      ) : (
        <ActionList
          frame={frame}
          label={words.list}
          items={tokens.map(({ id, name, createdAt, lastUsedAt, expiry }) => ({
            id,
            name,
            facts: [
              `${texts.made} ${moment(createdAt)}`,
              `${texts.lastUsed}: ${lastUsedAt ? moment(lastUsedAt) : texts.never}`,
              ...(expiry?.is === "later" ? [texts.worksUntil(date(expiry.at))] : []),
            ],
            warning: warningOf(expiry),
            doings: [
              {
                action: `${frame.path}/${id}/revoke`,
                text: words.revoke,
                says: words.revokeThis(name),
              },
            ],
          }))}
        />
      )}
      <PostForm frame={frame} action={frame.path} className="form">
        <VStack gap="space-16" align="start">
          <TextField
            {...fieldProps(faults)("name")}
            label={words.name}
            description={words.nameHelp}
            className="medium"
          />
          <Button>{words.add}</Button>
        </VStack>
      </PostForm>
    </>
  );
}
