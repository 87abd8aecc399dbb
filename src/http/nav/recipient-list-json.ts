import { z } from "zod";
import { listName, maxListed } from "../../domain/lists/recipient-list.ts";
import { exampleIds } from "../api/examples/example-ids.ts";

const name = listName.describe("Your words, never a child's name; kept encrypted");
const names = <S extends z.ZodType>(each: S) => z.array(each).min(1).max(maxListed).optional();

/** The request that saves a list. */
export const recipientListBody = z
  .strictObject({
    name,
    municipality: z
      .string()
      .regex(/^\d{4}$/, "must be a municipality's number, four digits")
      .describe("One of yours, by its number: the list's and its recipients'"),
    recipients: names(z.string().trim().min(1).max(100)).describe("Your references"),
    recipientIds: names(z.uuid()).describe("Instead of `recipients`: each recipient's `id`"),
  })
  .refine(
    ({ recipients, recipientIds }) => (recipients === undefined) !== (recipientIds === undefined),
    {
      error: "is needed, or recipientIds, and not both",
      path: ["recipients"],
      params: { code: "required" },
    },
  )
  .meta({ id: "RecipientListBody" });

/** The request that renames one. */
export const recipientListChange = z.strictObject({ name }).meta({ id: "RecipientListChange" });

/** A saved list. */
export const recipientListSchema = z
  .object({
    id: z.uuid(),
    municipality: z.string().describe("By its number"),
    name: z.string().describe("As it was written"),
    count: z.int().describe("How many are in it now"),
    endsOn: z.iso.date().describe("On which it is deleted unless it is used before"),
  })
  .meta({ id: "RecipientList" });

/** A saved list with who is in it. */
export const listWithMembersSchema = recipientListSchema
  .extend({ recipientIds: z.array(z.uuid()).describe("Those in it now, each by its `id`") })
  .meta({ id: "RecipientListWithMembers" });

export const recipientListExample = {
  id: exampleIds.list,
  municipality: "5025",
  name: "Vinterferie",
  count: 1,
  endsOn: "2028-01-01",
};
export const listWithMembersExample = {
  ...recipientListExample,
  recipientIds: [exampleIds.recipient],
};
