import { Table } from "@navikt/ds-react";
import type { RefusalReason } from "../../domain/allocations/allocation.ts";
import { textIn, type Texts } from "../../domain/language.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import type { PageFrame } from "../ui/page-frame.ts";

export interface ShownRefusal {
  recipient: string;
  title: Texts;
  reason: RefusalReason;
}

/** Who could not get what, and why, in words. */
export function RefusalTable({ frame, refusals }: { frame: PageFrame; refusals: ShownRefusal[] }) {
  const texts = staffTexts(frame.language);
  return (
    <div className="wide" role="region" aria-label={texts.notAllocated} tabIndex={0}>
      <Table size="small">
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell scope="col">{texts.who}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{texts.what}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{texts.reason}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {refusals.map(({ recipient, title, reason }, index) => (
            <Table.Row key={index}>
              <Table.HeaderCell scope="row">{recipient}</Table.HeaderCell>
              <Table.DataCell>{textIn(title, frame.language)}</Table.DataCell>
              <Table.DataCell>{texts.refusals[reason]}</Table.DataCell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </div>
  );
}
