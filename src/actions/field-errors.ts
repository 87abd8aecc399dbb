import type { z } from "zod";
import type { FieldError } from "../errors.ts";

/** zod's issues in the service's words: `items[3].offerId`, a code, and what would be right. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.map((issue) => ({
    path: issue.path.reduce<string>(
      (path, part) =>
        typeof part === "number"
          ? `${path}[${part}]`
          : [path, String(part)].filter(Boolean).join("."),
      "",
    ),
    code: ownCode(issue) ?? issue.code,
    message: issue.message,
  }));
}

function ownCode(issue: z.core.$ZodIssue): string | undefined {
  const code: unknown = issue.code === "custom" ? issue.params?.["code"] : undefined;
  return typeof code === "string" ? code : undefined;
}
