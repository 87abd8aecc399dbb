import { z } from "zod";
import { providerInput } from "../../domain/providers/provider-input.ts";
import { mailLanguages } from "../../domain/providers/provider-user.ts";
import { exampleIds } from "../api/examples/example-ids.ts";
import { offerBodyExample } from "../api/examples/offer-examples.ts";

export const invitationBody = providerInput
  .extend({
    language: z
      .enum(mailLanguages)
      .optional()
      .describe("What the invitation is written in; `nb` where absent"),
  })
  .meta({ id: "ProviderBody" });

export const providerSchema = z
  .object({
    id: z.uuid(),
    slug: z.string().describe("Its short name in addresses"),
    name: z.string().describe("As tickets name it"),
    organisationNumber: z.string().describe("Nine digits"),
    municipality: z.string().describe("Its number"),
    state: z
      .enum(["invited", "approved", "suspended"])
      .describe("Only `approved` can have open offers"),
    contactEmail: z.string().optional().describe("Where the invitation went"),
    place: z
      .object({
        name: z.string().describe("As tickets show it"),
        address: z.string().describe("Street, postcode and town"),
        latitude: z.number().optional().describe("Degrees north"),
        longitude: z.number().optional().describe("Degrees east"),
      })
      .optional()
      .describe("Where it is"),
    accountNumber: z.string().optional().describe("Where its settlements are paid to"),
    vatPercent: z.int().describe("Value added tax that its refunds contain, in per cent"),
  })
  .meta({ id: "Provider", description: "Gives tickets away: a cinema, a ski lift, a club" });

export const providerBodyExample = {
  name: "Hovdelia skisenter",
  organisationNumber: "313003078",
  municipality: "5026",
  contactEmail: "post@hovdelia.example",
  place: offerBodyExample.place,
  accountNumber: "86011117947",
  vatPercent: 12,
};
export const providerExample = (state: "invited" | "approved" | "suspended") => ({
  id: exampleIds.provider,
  slug: "hovdelia-skisenter",
  ...providerBodyExample,
  state,
});
