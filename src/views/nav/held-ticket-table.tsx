import { Detail, HStack, Link, Tag } from "@navikt/ds-react";
import type { HeldTicket } from "../../db/recipients/held-tickets.ts";
import { textIn } from "../../domain/language.ts";
import { isLiveToNav, type NavState } from "../../domain/passes/nav-state.ts";
import { formatPeriod } from "../../domain/date-text.ts";
import { paperTexts } from "../texts/paper-texts.ts";
import { staffTexts, type StaffTexts } from "../texts/staff-texts.ts";
import { DataTable, type Column } from "../ui/data-table.tsx";
import { PostButton } from "../ui/post-form.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

const tagOf = (state: NavState) =>
  state === "live" ? "success" : state === "pending" ? "info" : "neutral";

function walletsOf(
  { devices, inGoogle, fetched, handedOut }: HeldTicket,
  texts: StaffTexts & Pick<ReturnType<typeof paperTexts>, "handedOut">,
): string {
  const wallets = [
    ...(devices > 0 ? [texts.onPhones(devices)] : []),
    ...(inGoogle ? [texts.inGoogle] : []),
  ];
  if (wallets.length > 0) return wallets.join(", ");
  if (fetched) return texts.fetchedOnly;
  return handedOut ? texts.handedOut : texts.notFetched;
}

interface Props {
  frame: PageFrame;
  tickets: HeldTicket[];
  label: string;
}

/** A recipient's tickets and the wallets that hold them, without place or time of use. */
export function HeldTicketTable({ frame, tickets, label }: Props) {
  const { language } = frame;
  const texts = { ...staffTexts(language), handedOut: paperTexts(language).handedOut };
  const columns: Column<HeldTicket>[] = [
    {
      name: texts.offer,
      className: "wraps",
      cell: ({ title, provider, validity }) => (
        <>
          {textIn(title, language)}
          <Detail>
            {provider}, {formatPeriod(validity, language)}
          </Detail>
        </>
      ),
    },
    {
      name: texts.state,
      cell: (ticket) => (
        <>
          <Tag variant={tagOf(ticket.state)} size="small">
            {texts.states[ticket.state]}
          </Tag>
          <Detail className="on-phones">{walletsOf(ticket, texts)}</Detail>
        </>
      ),
    },
    { name: texts.wallets, className: "on-desks", cell: (ticket) => walletsOf(ticket, texts) },
    {
      align: "right",
      cell: ({ serialNumber, state, title }) =>
        isLiveToNav(state) && (
          <HStack gap="space-12" align="center" justify="end">
            {state === "live" && (
              <PostButton
                frame={frame}
                action={`/nav/passes/${serialNumber}/replace`}
                size="small"
                label={texts.newPhoneFor(textIn(title, language))}
              >
                {texts.newPhone}
              </PostButton>
            )}
            <Link
              href={`/nav/passes/${serialNumber}/revoke`}
              aria-label={texts.revokeThis(textIn(title, language))}
            >
              {texts.revoke}
            </Link>
          </HStack>
        ),
    },
  ];
  return (
    <>
      <DataTable label={label} rows={tickets} columns={columns} />
      {tickets.some(({ state }) => state === "live") && <Detail>{texts.newPhoneHelp}</Detail>}
    </>
  );
}
