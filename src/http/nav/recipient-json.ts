import { z } from "zod";
import { languages } from "../../domain/language.ts";
import { recipientInput } from "../../domain/recipients/recipient-input.ts";
import { deliveries, type Recipient } from "../../domain/recipients/recipient.ts";

const { shape } = recipientInput;

/** Describes the schema as the member of that name in the request body. */
function asSent<S extends z.ZodType>(name: keyof typeof shape, schema: S): S {
  return schema.describe(shape[name].description ?? "");
}

/** Schema of a recipient in a response. */
export const recipientSchema = z
  .object({
    id: z.uuid(),
    reference: asSent("reference", z.string()),
    householdId: z.uuid().optional().describe("The same for all of one household"),
    label: asSent("label", z.string().optional()),
    birthYear: asSent("birthYear", z.int()),
    municipality: z.string().describe("Its number"),
    language: asSent("language", z.enum(languages)),
    phone: z.string().optional().describe("E.164"),
    email: z.string().optional().describe("Where messages go by email"),
    secondPhone: asSent("secondPhone", z.string().optional()),
    secondEmail: asSent("secondEmail", z.string().optional()),
    delivery: asSent("delivery", z.enum(deliveries)),
    protectedAddress: asSent("protectedAddress", z.boolean()),
    createdAt: z.iso.datetime({ offset: true }).describe("When you first named it"),
  })
  .meta({ id: "Recipient", description: "A child, as little of it as possible" });

export const recipientJson = ({ createdAt, ...recipient }: Recipient) => ({
  ...recipient,
  createdAt: createdAt.toISOString(),
});

/** Body of a change: an absent member keeps its value, null removes an optional one. */
export const recipientChanges = z
  .strictObject({
    household: shape.household,
    label: asSent("label", shape.label.nullable()),
    birthYear: shape.birthYear.optional(),
    municipality: shape.municipality.optional(),
    language: shape.language.optional(),
    phone: asSent("phone", shape.phone.nullable()),
    email: asSent("email", shape.email.nullable()),
    secondPhone: asSent("secondPhone", shape.secondPhone.nullable()),
    secondEmail: asSent("secondEmail", shape.secondEmail.nullable()),
    delivery: shape.delivery.optional(),
    protectedAddress: asSent("protectedAddress", z.boolean().optional()),
  })
  .meta({ id: "RecipientChanges" });
