import { z } from "zod";
import { listName, maxListed } from "../../domain/lists/recipient-list.ts";
import { exampleIds } from "../api/examples/example-ids.ts";
import { namedInOneWay, namedRecipients } from "./named-recipients.ts";

const name = listName.describe("Your words, never a child's name; kept encrypted");

/** The request that saves a list. */
export const recipientListBody = z
  .strictObject({
    name,
    municipality: z
      .string()
      .regex(/^\d{4}$/, "must be a municipality's number, four digits")
      .describe("One of yours, by its number: the list's and its recipients'"),
    ...namedRecipients({ max: maxListed }),
  })
  .refine(...namedInOneWay)
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
