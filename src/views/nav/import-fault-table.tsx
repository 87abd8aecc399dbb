import { Link } from "@navikt/ds-react";
import type { ImportFault } from "../../domain/recipients/import-plan.ts";
import { importTexts } from "../texts/import-texts.ts";
import { staffTexts, type StaffLanguage } from "../texts/staff-texts.ts";
import { DataTable } from "../ui/data-table.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { importRowsShown } from "./import-rows-shown.ts";

function faultText({ code, path }: ImportFault, language: StaffLanguage): string {
  const texts = importTexts(language);
  const { faults } = staffTexts(language);
  if (code === "missing_column") return texts.noReferences;
  if (code === "repeated_reference") return texts.repeated;
  if (code === "hidden_reference") return texts.hidden;
  if (code === "ambiguous_reference") return texts.ambiguous;
  if (path === "protectedAddress") return texts.yesOrNo;
  const known = Object.entries(faults).find(([name]) => name === path)?.[1];
  return typeof known === "string" ? known : faults.other;
}

/** Every fault of a table by row and column. */
export function ImportFaultTable({
  frame,
  faults,
  isWhole,
  wholeHref,
}: {
  frame: PageFrame;
  faults: ImportFault[];
  isWhole: boolean;
  wholeHref: string;
}) {
  const texts = importTexts(frame.language);
  const names: Partial<Record<string, string>> = texts.members;
  return (
    <>
      <DataTable
        label={texts.faults(faults.length)}
        rows={isWhole ? faults : faults.slice(0, importRowsShown)}
        columns={[
          { name: texts.row, cell: ({ row }) => row },
          {
            name: texts.column,
            cell: ({ column, path }) => [column, names[path]].filter(Boolean).join(" · "),
          },
          { name: texts.why, cell: (fault) => faultText(fault, frame.language) },
        ]}
      />
      {!isWhole && faults.length > importRowsShown && (
        <Link href={wholeHref}>{texts.showAll(faults.length)}</Link>
      )}
    </>
  );
}
