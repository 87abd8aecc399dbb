import type { FieldError } from "../../errors.ts";
import type { ImportDifference } from "./import-merge.ts";

/** A fault of one cell. Row 1 has the headings; a member without a column has no letter. */
export interface ImportFault extends FieldError {
  row: number;
  column: string | undefined;
}

export interface ImportChange {
  row: number;
  recipientId: string;
  reference: string;
  label?: string | undefined;
  differences: ImportDifference[];
}

/** What an import would do. */
export interface ImportPlan {
  created: number;
  unchanged: number;
  changes: ImportChange[];
  faults: ImportFault[];
  /** A hash of all that would be written and of what it replaces. */
  revision: string;
}
