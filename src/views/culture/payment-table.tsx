import { formatDate } from "../../domain/date-text.ts";
import { formatAccountNumber } from "../../domain/providers/account-number.ts";
import { settlementTexts } from "../texts/settlement-texts.ts";
import { staffTexts, type StaffLanguage } from "../texts/staff-texts.ts";
import { DataTable } from "../ui/data-table.tsx";
import { formatMoney, unbroken } from "../ui/format.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";

/** What a municipality pays one provider; preliminary sums are rounded down to fives of uses, and null under them. */
export interface ShownPayment {
  providerId: string;
  provider: string;
  reference: string;
  accountNumber: string | null;
  statedAt: Date | null;
  dueOn: string | null;
  useOre: number | null;
  correctionsOre: number | null;
  vatPercent: number;
  vatOre: number | null;
  refundOre: number | null;
  attestedAt: Date | null;
}

/** Whether it can be attested: stated, not yet attested, and, where money is paid, to a known account. */
export const canBeAttested = ({ statedAt, attestedAt, ...paid }: ShownPayment): boolean =>
  statedAt !== null &&
  attestedAt === null &&
  (paid.accountNumber !== null || (paid.refundOre ?? 0) <= 0);

/** The hidden fields of an attestation: the sums and accounts that the page showed. */
export const seenOf = (items: readonly ShownPayment[]) => ({
  refundOre: items.reduce((sum, item) => sum + (item.refundOre ?? 0), 0),
  accounts: items
    .map(({ providerId, accountNumber }) => `${providerId}:${accountNumber ?? ""}`)
    .join(" "),
});

/** A sum, of which a preliminary one is told as "at least". */
export function shownSum(ore: number, isStated: boolean, language: StaffLanguage): string {
  return isStated ? formatMoney(ore) : staffTexts(language).atLeast(formatMoney(ore));
}

interface Props {
  frame: PageFrame;
  month: string;
  municipality: string;
  label: string;
  items: ShownPayment[];
}

/** A municipality's payments of a month, with a button for each that is to be attested. */
export function PaymentTable({ frame, month, municipality, label, items }: Props) {
  const { language } = frame;
  const texts = settlementTexts(language);
  const number = { align: "right", className: "number" } as const;
  const money = (ore: number | null, { statedAt }: ShownPayment) =>
    ore === null ? texts.tooSmall : shownSum(ore, statedAt !== null, language);
  const state = (item: ShownPayment) => {
    const { providerId, provider, statedAt, attestedAt } = item;
    if (attestedAt) return texts.attested(formatDate(attestedAt, language));
    if (!statedAt) return texts.preliminary;
    if (!canBeAttested(item)) return texts.waitsForAccount;
    return (
      <PostButton
        frame={frame}
        action={`/culture/settlements/${month}/attest`}
        values={{ municipality, providerId, ...seenOf([item]) }}
        size="small"
        label={texts.attestThis(provider)}
      >
        {texts.attest}
      </PostButton>
    );
  };
  return (
    <DataTable
      label={label}
      rows={items}
      columns={[
        { name: texts.provider, cell: ({ provider }) => provider },
        { name: texts.use, ...number, cell: (item) => money(item.useOre, item) },
        {
          name: texts.corrections,
          ...number,
          cell: ({ correctionsOre: ore, statedAt }) => statedAt && formatMoney(ore ?? 0),
        },
        { name: texts.toPay, ...number, cell: (item) => money(item.refundOre, item) },
        {
          name: texts.vat,
          ...number,
          cell: (item) =>
            item.vatPercent === 0
              ? texts.vatNames[0]
              : `${money(item.vatOre, item)} (${unbroken(item.vatPercent, "%")})`,
        },
        {
          name: texts.account,
          cell: ({ accountNumber }) =>
            accountNumber === null ? texts.noAccount : formatAccountNumber(accountNumber),
        },
        { name: texts.reference, cell: ({ reference }) => reference },
        {
          name: texts.due,
          cell: ({ dueOn }) => dueOn && formatDate(new Date(`${dueOn}T12:00:00Z`), language),
        },
        { name: texts.state, cell: state },
      ]}
    />
  );
}
