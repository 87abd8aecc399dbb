import { Detail, Link, Table, Tag } from "@navikt/ds-react";
import { textIn, type Texts } from "../../domain/language.ts";
import type { Period } from "../../domain/period.ts";
import { hasEnded, type PassState } from "../../domain/passes/pass.ts";
import { formatPeriod } from "../ui/format-date.ts";
import { staffTexts, type StaffTexts } from "../texts/staff-texts.ts";
import type { PageFrame } from "../ui/page-frame.ts";

export interface ShownTicket {
  serialNumber: string;
  title: Texts;
  provider: string;
  validity: Period;
  state: PassState;
  fetched: boolean;
  devices: number;
  inGoogle: boolean;
}

const tagOf = (state: PassState) =>
  state === "active" ? "success" : state === "pending" ? "info" : "neutral";

function walletsOf({ devices, inGoogle, fetched }: ShownTicket, texts: StaffTexts): string {
  const wallets = [
    ...(devices > 0 ? [texts.onPhones(devices)] : []),
    ...(inGoogle ? [texts.inGoogle] : []),
  ];
  if (wallets.length > 0) return wallets.join(", ");
  return fetched ? texts.fetchedOnly : texts.notFetched;
}

/** A recipient's tickets and which wallets they reached; never where or when one was used. */
export function HeldTicketTable({
  frame,
  tickets,
  label,
}: {
  frame: PageFrame;
  tickets: ShownTicket[];
  label: string;
}) {
  const texts = staffTexts(frame.language);
  return (
    <div className="wide" role="region" aria-label={label} tabIndex={0}>
      <Table size="small">
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell scope="col">{texts.offer}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{texts.state}</Table.HeaderCell>
            <Table.HeaderCell scope="col" className="on-desks">
              {texts.wallets}
            </Table.HeaderCell>
            <Table.DataCell />
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {tickets.map((ticket) => {
            const title = textIn(ticket.title, frame.language);
            return (
              <Table.Row key={ticket.serialNumber}>
                <Table.HeaderCell scope="row">
                  {title}
                  <Detail>
                    {ticket.provider}, {formatPeriod(ticket.validity, frame.language)}
                  </Detail>
                </Table.HeaderCell>
                <Table.DataCell>
                  <Tag variant={tagOf(ticket.state)} size="small">
                    {texts.states[ticket.state]}
                  </Tag>
                  <Detail className="on-phones">{walletsOf(ticket, texts)}</Detail>
                </Table.DataCell>
                <Table.DataCell className="on-desks">{walletsOf(ticket, texts)}</Table.DataCell>
                <Table.DataCell align="right">
                  {!hasEnded(ticket.state) && (
                    <Link
                      href={`/nav/passes/${ticket.serialNumber}/revoke`}
                      aria-label={texts.revokeThis(title)}
                    >
                      {texts.revoke}
                    </Link>
                  )}
                </Table.DataCell>
              </Table.Row>
            );
          })}
        </Table.Body>
      </Table>
    </div>
  );
}
