import { BodyLong, Button, Select, TextField, VStack } from "@navikt/ds-react";
import type { Expiry } from "../../domain/expiry.ts";
import { textIn } from "../../domain/language.ts";
import type { OfferPart } from "../../domain/offers/parts.ts";
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
  /** Key of the only part of tickets that a scanner ticks off. */
  part?: string | null;
}

/** A new token as typed. */
export interface TypedToken {
  name: string;
  part: string;
}

export interface TokensPageProps {
  /** Its path is the action of the form. */
  frame: PageFrame;
  tokens: ListedToken[];
  /** Parts of tickets, one of which a scanner can tick off alone. */
  parts: readonly OfferPart[];
  typed: TypedToken;
  faults: Faults;
  notice: string | undefined;
}

/** Tokens of scanners or systems, each with a button that revokes it, and a form that creates one. */
export function TokenList({
  frame,
  tokens,
  parts,
  typed,
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
  const labelOf = (key: string) => {
    const known = parts.find((part) => part.key === key);
    return known ? textIn(known.label, frame.language) : key;
  };
  return (
    <>
      {tokens.length === 0 ? (
        <BodyLong>{words.none}</BodyLong>
      ) : (
        <ActionList
          frame={frame}
          label={words.list}
          items={tokens.map(({ id, name, part, createdAt, lastUsedAt, expiry }) => ({
            id,
            name,
            facts: [
              ...(part ? [`${texts.ticksOff}: ${labelOf(part)}`] : []),
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
            {...fieldProps(faults, { name: typed.name })("name")}
            label={words.name}
            description={words.nameHelp}
            className="medium"
          />
          {parts.length > 0 && (
            <Select
              name="part"
              label={texts.doorPart}
              description={texts.doorPartHelp}
              defaultValue={typed.part}
            >
              <option value="">{texts.anyPart}</option>
              {parts.map(({ key, label }) => (
                <option key={key} value={key}>
                  {textIn(label, frame.language)}
                </option>
              ))}
            </Select>
          )}
          <Button>{words.add}</Button>
        </VStack>
      </PostForm>
    </>
  );
}
