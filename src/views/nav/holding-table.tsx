import { textIn, type Texts } from "../../domain/language.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { DataTable } from "../ui/data-table.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { countRecipients } from "./count-recipients.ts";

export interface ShownHolding {
  recipient: string;
  title: Texts;
  /** Tickets. */
  count: number;
}

/** Recipients that hold tickets of an offer already. */
export function HoldingTable({ frame, holdings }: { frame: PageFrame; holdings: ShownHolding[] }) {
  const texts = staffTexts(frame.language);
  return (
    <DataTable
      label={texts.holdAlready(countRecipients(holdings))}
      rows={holdings}
      columns={[
        { name: texts.who, cell: ({ recipient }) => recipient },
        { name: texts.what, cell: ({ title }) => textIn(title, frame.language) },
        { name: texts.ticketCount, align: "right", cell: ({ count }) => count },
      ]}
    />
  );
}
