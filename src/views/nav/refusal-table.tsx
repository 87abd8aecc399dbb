import type { RefusalReason } from "../../domain/allocations/allocation.ts";
import { textIn, type Texts } from "../../domain/language.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { DataTable } from "../ui/data-table.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

export interface ShownRefusal {
  recipient: string;
  title: Texts;
  reason: RefusalReason;
}

/** Recipients that cannot get a ticket, and the reason in words. */
export function RefusalTable({ frame, refusals }: { frame: PageFrame; refusals: ShownRefusal[] }) {
  const texts = staffTexts(frame.language);
  return (
    <DataTable
      label={texts.notAllocated}
      rows={refusals}
      columns={[
        { name: texts.who, cell: ({ recipient }) => recipient },
        { name: texts.what, cell: ({ title }) => textIn(title, frame.language) },
        { name: texts.reason, cell: ({ reason }) => texts.refusals[reason] },
      ]}
    />
  );
}
