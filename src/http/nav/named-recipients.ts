import { z } from "zod";

/**
 * Members of a request that names recipients, each by the officer's reference or by its `id`, but all in one way:
 * `namedInOneWay` refuses both and neither. `what` describes the references.
 */
export function namedRecipients({
  what = "Your references",
  min = 1,
  max,
}: {
  what?: string;
  min?: number;
  max: number;
}) {
  const names = <S extends z.ZodType>(name: S) => z.array(name).min(min).max(max).optional();
  return {
    recipients: names(z.string().trim().min(1).max(100)).describe(what),
    recipientIds: names(z.uuid()).describe("Instead of `recipients`: each recipient's `id`"),
  };
}

/** The check and the refusal of it, as arguments of `refine`. */
export const namedInOneWay = [
  ({ recipients, recipientIds }: { recipients?: unknown; recipientIds?: unknown }) =>
    (recipients === undefined) !== (recipientIds === undefined),
  {
    error: "is needed, or recipientIds, and not both",
    path: ["recipients"],
    params: { code: "required" },
  },
] as const satisfies Parameters<z.ZodObject["refine"]>;
