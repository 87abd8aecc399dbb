import { Link } from "@navikt/ds-react";
import type { ImportChange } from "../../domain/recipients/import-plan.ts";
import type { ImportDifference } from "../../domain/recipients/import-merge.ts";
import { languageNames } from "../texts/holder-texts.ts";
import { importTexts } from "../texts/import-texts.ts";
import { staffTexts, type StaffLanguage } from "../texts/staff-texts.ts";
import { DataTable } from "../ui/data-table.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { importRowsShown } from "./import-rows-shown.ts";
import { recipientName } from "./recipient-name.ts";

function valueText(
  member: ImportDifference["member"],
  value: ImportDifference["from"],
  language: StaffLanguage,
): string {
  const texts = importTexts(language);
  const { deliveries } = staffTexts(language);
  if (value === null) return member === "household" ? texts.anotherHousehold : texts.none;
  if (typeof value === "boolean") return value ? texts.yes : texts.no;
  const names: Partial<Record<string, string>> =
    member === "language" ? languageNames : member === "delivery" ? deliveries : {};
  return names[value] ?? String(value);
}

/** The known recipients that a table changes: each member as it is, and as it would be. */
export function ImportChangeTable({
  frame,
  changes,
  isWhole,
  wholeHref,
}: {
  frame: PageFrame;
  changes: ImportChange[];
  isWhole: boolean;
  wholeHref: string;
}) {
  const texts = importTexts(frame.language);
  const { language } = frame;
  const shown = isWhole ? changes : changes.slice(0, importRowsShown);
  const rows = shown.flatMap(({ differences, ...change }) =>
    differences.map((difference) => ({ ...change, ...difference })),
  );
  return (
    <>
      <DataTable
        label={texts.changes(changes.length)}
        rows={rows}
        columns={[
          {
            name: texts.recipient,
            cell: (row) => (
              <Link href={`/nav/recipients/${row.recipientId}`}>{recipientName(row)}</Link>
            ),
          },
          {
            name: texts.member,
            cell: ({ member }) =>
              member === "municipality" ? texts.municipality : texts.members[member],
          },
          { name: texts.before, cell: ({ member, from }) => valueText(member, from, language) },
          { name: texts.after, cell: ({ member, to }) => valueText(member, to, language) },
        ]}
      />
      {!isWhole && changes.length > importRowsShown && (
        <Link href={wholeHref}>{texts.showAll(changes.length)}</Link>
      )}
    </>
  );
}
