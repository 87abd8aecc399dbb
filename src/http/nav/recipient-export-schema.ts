import { z } from "zod";
import { messageStates } from "../../domain/recipients/message-state.ts";
import { deliveryFailures } from "../../domain/recipients/delivery-report.ts";
import { revocationReasons } from "../../domain/reasons.ts";
import { navStates } from "../../domain/passes/nav-state.ts";
import { recipientSchema } from "./recipient-json.ts";

const moment = z.iso.datetime({ offset: true });
const instant = (meaning: string) => moment.describe(meaning);
const instantOrNull = (meaning: string) => moment.nullable().describe(meaning);
const id = (meaning: string) => z.uuid().describe(meaning);
const title = z.record(z.string(), z.string()).describe("The offer's, by language");

const claimLink = z.object({
  id: id("Its own, which opens nothing"),
  createdAt: instant("When it was made"),
  revokedAt: instantOrNull("When it stopped working; null: it works"),
});

const message = z.object({
  id: id("As under `/messages`"),
  about: z.enum(["tickets", "link"]).describe("It announced tickets, or sent the link again"),
  guardian: z
    .union([z.literal(1), z.literal(2)])
    .describe("To which of the recipient's guardians it went"),
  channel: z.enum(["sms", "email"]).describe("How it went"),
  state: z.enum(messageStates).describe("What became of it"),
  failure: z.enum(deliveryFailures).nullable().describe("As the gateway gave it"),
  at: instant("Since when it is in that state"),
});

const ticket = z.object({
  serialNumber: z.string().describe("The ticket's own"),
  replacedBy: z.string().nullable().describe("The ticket on a new phone, in its place"),
  allocationId: z.uuid().nullable().describe("By which it was given"),
  messageId: z.uuid().nullable().describe("By which it was announced"),
  offerId: id("Of which it is a ticket"),
  title,
  provider: z.string().describe("Whose offer it is"),
  state: z.enum(navStates).describe("As of `GET /api/v1/passes/{serialNumber}`: use does not show"),
  createdAt: instant("When it was allocated"),
  heldUntil: instantOrNull("Before which it was neither issued nor announced"),
  issuedAt: instantOrNull("When it was issued"),
  claimUntil: instantOrNull("Until when it has to be fetched"),
  fetched: z.boolean().describe("Whether it was ever saved to a wallet or printed"),
  handedOutAt: instantOrNull("When NAV printed it"),
  devices: z.int().describe("iPhones and watches that hold it"),
  inGoogle: z.boolean().describe("Whether it is in Google Wallet"),
});

const revocation = z.object({
  serialNumber: z.string().nullable().describe("Of which ticket; null: of an allocation's"),
  allocationId: z.uuid().nullable().describe("Where the reason is of all its tickets"),
  reasonCode: z.enum(revocationReasons).describe("Why it was revoked"),
  reason: z.string().nullable().describe("In an officer's words; null: the code says it"),
  at: instant("When it was revoked"),
});

const refusal = z.object({
  allocationId: id("In which it was asked for"),
  offerId: id("Of which no ticket was given"),
  reason: z.string().describe("As the allocation answered"),
  at: instant("When that was"),
});

const draw = z.object({
  drawId: id("As under `/draws`"),
  offerId: id("Whose tickets were drawn"),
  title,
  state: z.string().describe("How far it has come"),
  createdAt: instant("When it was begun"),
  row: z
    .looseObject({ id: z.string().describe("The row's") })
    .describe("As the draw's list has it"),
});

const wait = z.object({
  offerId: id("For whose tickets it waits"),
  title,
  enteredAt: instant("Since when"),
  declined: z.boolean().describe("Whether it declined a ticket, and waits on"),
  allocationId: z.uuid().nullable().describe("Which gave it the ticket, for a day"),
});

const list = z.object({
  id: id("As under `/recipient-lists`"),
  name: z.string().describe("As an officer wrote it"),
  usedIn: z.string().describe("YYYY-MM: the month in which it was last used"),
});

/** Schema of the answer with all that is stored about a recipient. */
export const recipientExportSchema = z
  .object({
    exportedAt: instant("When it was read"),
    recipient: recipientSchema,
    inUseOn: z.iso
      .date()
      .describe(
        "Registered, changed, or (to the week) with a ticket: its retention counts from then",
      ),
    claimLinks: z.array(claimLink).describe("Without the secrets, which open the tickets"),
    messages: z
      .array(message)
      .describe("Those that announced tickets; a message's text and address are not stored"),
    tickets: z
      .array(ticket)
      .describe("Those that lead to the recipient; a replaced one comes last"),
    revocations: z.array(revocation).describe("Why tickets were revoked"),
    refusals: z.array(refusal).describe("Tickets that were not given"),
    draws: z.array(draw).describe("In which it took part"),
    waiting: z.array(wait).describe("Its places on waiting lists"),
    lists: z.array(list).describe("Your saved lists that it is in"),
    earlierTickets: z
      .array(
        z.object({
          month: z.string().describe("YYYY-MM"),
          tickets: z.int().describe("Their number"),
        }),
      )
      .describe("Of anonymised tickets, their number alone"),
    events: z
      .array(
        z.object({
          at: instant("When"),
          action: z.string().describe("What was done"),
          subject: z.string().describe("The recipient's id, or a ticket's serial number"),
        }),
      )
      .describe("From the audit trail, without who did it"),
  })
  .meta({ id: "RecipientExport" });
