import { Button, Checkbox, Detail, Link, VStack } from "@navikt/ds-react";
import type { AllocationLine } from "../../db/allocations/allocation-lines.ts";
import { textIn } from "../../domain/language.ts";
import { allocationLineTexts } from "../texts/allocation-line-texts.ts";
import { failedMessageTexts } from "../texts/failed-message-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { DataTable, type Column } from "../ui/data-table.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostForm } from "../ui/post-form.tsx";

export type ShownLine = AllocationLine & { recipient: string };

interface Props {
  frame: PageFrame;
  id: string;
  lines: ShownLine[];
  /** Whether lines can be chosen, to revoke their tickets. */
  isChoosing: boolean;
}

/** An allocation's lines, each with the state of its message, and a form that revokes the chosen ones. */
export function AllocationLinesForm({ frame, id, lines, isChoosing }: Props) {
  const { language } = frame;
  const texts = staffTexts(language);
  const words = allocationLineTexts(language);
  const choice: Column<ShownLine> = {
    name: words.choose,
    cell: ({ live, recipient, title }) =>
      live.length > 0 && (
        <Checkbox name="ticket" value={live.join(" ")} size="small" hideLabel>
          {words.chooseLine(recipient, textIn(title, language))}
        </Checkbox>
      ),
  };
  const columns: Column<ShownLine>[] = [
    {
      name: texts.who,
      cell: ({ recipientId, recipient }) => (
        <Link href={`/nav/recipients/${recipientId}`}>{recipient}</Link>
      ),
    },
    ...(isChoosing ? [choice] : []),
    { name: texts.what, cell: ({ title }) => textIn(title, language) },
    { name: texts.ticketCount, align: "right", cell: ({ count }) => count },
    {
      name: words.message,
      cell: ({ message, failure }) => (
        <>
          {message ? words.messages[message] : "–"}
          {failure && <Detail>{failedMessageTexts(language).failures[failure]}</Detail>}
        </>
      ),
    },
  ];
  const table = <DataTable label={texts.allocation} rows={lines} columns={columns} />;
  if (!isChoosing) return table;
  return (
    <PostForm frame={frame} action={`/nav/allocations/${id}/revoke/choose`}>
      <VStack gap="space-16" align="stretch">
        {table}
        <div>
          <Button variant="secondary" size="small">
            {words.revokeChosen}
          </Button>
        </div>
      </VStack>
    </PostForm>
  );
}
