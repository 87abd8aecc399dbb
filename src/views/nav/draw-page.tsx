import { Alert, BodyLong, Heading, HStack, Link } from "@navikt/ds-react";
import type { Draw } from "../../db/draws/draws.ts";
import type {
  DrawnRow,
  DrawRow,
  DrawRules,
  DrawValues,
  PassedOver,
  PassedOverReason,
} from "../../domain/draws/draw.ts";
import { keyOfPassedOver } from "../../domain/draws/draw-hashes.ts";
import { textIn } from "../../domain/language.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { drawTexts } from "../texts/draw-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable, type Column } from "../ui/data-table.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";
import { recipientName } from "./recipient-name.ts";

interface ShownDrawRow extends DrawRow {
  /** Without removed ones. */
  recipients: Recipient[];
  /** How many more have a protected address and are not for this officer. */
  hidden: number;
  /** Set once the draw is closed. */
  result?: DrawnRow | undefined;
  /** Grounds for the letter to the family; set once the draw is confirmed. */
  letter?: Record<"nb" | "nn", string> | undefined;
  /** A reason for each of its children that gets no ticket, though tickets come to the row. */
  passedOver: PassedOverReason[];
}

interface Props {
  frame: PageFrame;
  draw: Omit<Draw, "list" | "passedOver"> & {
    list: { rules: DrawRules };
    rows: ShownDrawRow[];
    passedOver: PassedOver[];
  };
  refusal?: string | undefined;
}

/** `/nav/draws/{id}`: a committed list, its result with everyone's place and why, and the confirmation. */
export function DrawPage({ frame, draw, refusal }: Props) {
  const { language } = frame;
  const texts = drawTexts(language);
  const path = `/nav/draws/${draw.id}`;
  const nameOf = ({ recipients, hidden }: ShownDrawRow) =>
    [...recipients.map(recipientName), ...(hidden > 0 ? [texts.hidden(hidden)] : [])].join(", ") ||
    texts.removed;
  const isForOthers = draw.rows.some(({ hidden }) => hidden > 0);
  const valueIn = (values: DrawValues, name: keyof DrawValues) => {
    const value = values[name] ?? 0;
    if (name !== "age" && name !== "household_without") return String(value);
    return value > 0 ? texts.yes : texts.no;
  };
  const outcomeOf = ({ result, passedOver }: ShownDrawRow) =>
    result &&
    [
      texts.outcomes[result.outcome],
      ...new Set(passedOver.map((reason) => texts.passedOver[reason])),
    ].join(": ");
  const isClosed = draw.seed !== undefined;
  const columns: Column<ShownDrawRow>[] = [
    { name: staffTexts(language).who, cell: nameOf },
    ...(draw.list.rules.criteria ?? []).map((name) => ({
      name: texts.names[name],
      cell: ({ children }: ShownDrawRow) =>
        children.map((values) => valueIn(values, name)).join(", "),
    })),
  ];
  const drawnColumns: Column<ShownDrawRow>[] = [
    { name: texts.place, align: "right", cell: ({ result }) => result?.place },
    { name: texts.group, align: "right", cell: ({ result }) => result?.group },
    { name: texts.result, cell: outcomeOf },
  ];
  const winners = draw.rows.reduce(
    (sum, { children, passedOver, result }) =>
      sum + (result?.outcome === "won" ? children.length - passedOver.length : 0),
    0,
  );
  return (
    <ContentPage
      frame={frame}
      title={texts.title}
      heading={textIn(draw.title, language)}
      tab="allocations"
      intro={texts.states[draw.state]}
      refusal={refusal}
    >
      {draw.state === "committed" && <BodyLong>{texts.committedHelp}</BodyLong>}
      <dl className="secret">
        <dt>{texts.commitment}</dt>
        <dd>{draw.commitment}</dd>
        <dt>{texts.listHash}</dt>
        <dd>{draw.listHash}</dd>
        {isClosed && (
          <>
            <dt>{texts.seed}</dt>
            <dd>{draw.seed}</dd>
          </>
        )}
      </dl>
      {draw.state === "closed" && draw.passedOver.length > 0 && (
        <Alert variant="warning">{texts.passedOverHelp(draw.passedOver.length)}</Alert>
      )}
      {draw.state === "closed" && (
        <BodyLong>{isForOthers ? texts.hiddenHelp : texts.confirmHelp}</BodyLong>
      )}
      <HStack gap="space-16" align="center">
        {draw.state === "committed" && (
          <PostButton frame={frame} action={`${path}/close`} variant="primary">
            {texts.close}
          </PostButton>
        )}
        {draw.state === "closed" && !isForOthers && (
          <PostButton
            frame={frame}
            action={`${path}/confirm`}
            values={{ seen: keyOfPassedOver(draw.passedOver) }}
            variant="primary"
          >
            {texts.confirm(winners)}
          </PostButton>
        )}
        {draw.allocationId !== undefined && (
          <ButtonLink href={`/nav/allocations/${draw.allocationId}`} size="small">
            {texts.toAllocation}
          </ButtonLink>
        )}
        {isClosed && <Link href={`${path}/file.json`}>{texts.file}</Link>}
      </HStack>
      <DataTable
        label={texts.title}
        rows={draw.rows}
        columns={isClosed ? [...columns, ...drawnColumns] : columns}
      />
      {draw.state === "confirmed" && (
        <section aria-labelledby="letters">
          <Heading size="small" level="2" id="letters" spacing>
            {texts.letters}
          </Heading>
          {draw.rows.map((row) => (
            <details key={row.id}>
              <summary>{nameOf(row)}</summary>
              <p className="sample" lang="nb">
                {row.letter?.nb}
              </p>
              <p className="sample" lang="nn">
                {row.letter?.nn}
              </p>
            </details>
          ))}
        </section>
      )}
    </ContentPage>
  );
}
