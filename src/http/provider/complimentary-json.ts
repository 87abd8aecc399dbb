import { z } from "zod";
import type { Complimentary } from "../../actions/complimentary/get-complimentary.ts";
import { handOutForms } from "../../domain/complimentary/hand-out.ts";
import { navStates } from "../../domain/passes/nav-state.ts";
import { exampleIds } from "../api/examples/example-ids.ts";

/** Counts and hand-outs of an offer's complimentary tickets. */
export const complimentarySchema = z
  .object({
    setAside: z.int().describe("How many may be out at a time, beside the quota"),
    given: z.int().describe("How many of them are out now"),
    months: z
      .array(
        z.object({
          month: z.string().describe("YYYY-MM, Oslo"),
          uses: z.int().describe("Scans of complimentary tickets that counted"),
          admissions: z.int().describe("People let in by them"),
        }),
      )
      .describe("Months that are over alone: the current one would tell which ticket is one"),
    handOuts: z
      .array(
        z.object({
          id: z.uuid(),
          createdAt: z.iso.datetime().describe("When they were handed out"),
          givenBy: z.enum(["provider", "culture"]).describe("By whom"),
          form: z.enum(handOutForms).describe("As links, or printed"),
          tickets: z.int().describe("How many"),
          links: z
            .array(
              z.object({
                id: z.uuid().describe("To revoke it by"),
                state: z.enum(navStates).describe("Of its ticket; never whether it was used"),
              }),
            )
            .describe("One for each ticket, until 60 days after its end; never the link itself"),
        }),
      )
      .describe("A page of them, the latest first"),
    nextCursor: z.string().nullable().describe("Of the hand-outs; null: this is their last page"),
  })
  .meta({ id: "ComplimentaryTickets" });

export const complimentaryExample = {
  setAside: 20,
  given: 1,
  months: [{ month: "2026-12", uses: 3, admissions: 5 }],
  handOuts: [
    {
      id: exampleIds.handOut,
      createdAt: "2027-01-04T09:30:00.000Z",
      givenBy: "provider",
      form: "links",
      tickets: 1,
      links: [{ id: exampleIds.handOutLink, state: "live" }],
    },
  ],
  nextCursor: null,
};
/** A hand-out in the answer that creates it, the only one that contains the links. */
export const handOutSchema = z
  .object({
    id: z.uuid().describe("To revoke them by"),
    links: z
      .array(
        z.object({
          id: z.uuid().describe("To revoke this one by"),
          url: z.url().describe("Opens the ticket: give it to its holder alone"),
          code: z.string().describe("To be typed at `/t`, where a link cannot be sent"),
        }),
      )
      .describe("One for each ticket"),
  })
  .meta({ id: "HandOut" });

export const handOutExample = {
  id: exampleIds.handOut,
  links: [
    {
      id: exampleIds.handOutLink,
      url: "https://tickets.example.no/t/Xk3vQ9mB7sR2tY6wZ0aC4d",
      code: "K7QM-2XWD-9RTA",
    },
  ],
};

export const complimentaryJson = ({
  setAside,
  given,
  months,
  handOuts,
  nextCursor,
}: Complimentary) => ({
  setAside,
  given,
  months,
  handOuts: handOuts.map((each) => ({ ...each, createdAt: each.createdAt.toISOString() })),
  nextCursor,
});
