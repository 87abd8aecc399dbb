import type { Actor } from "../../src/actions/deps.ts";
import { allocate } from "../../src/actions/allocations/allocate.ts";
import { issuePasses } from "../../src/actions/passes/issue-passes.ts";
import { notifyRecipient } from "../../src/actions/recipients/notify-recipient.ts";
import { upsertRecipient } from "../../src/actions/recipients/upsert-recipient.ts";
import type { RecipientInput } from "../../src/domain/recipients/recipient-input.ts";
import type { Recipient } from "../../src/domain/recipients/recipient.ts";
import { allocated } from "./allocated.ts";
import type { TestDeps } from "./test-deps.ts";

export const nora: Actor = { role: "nav", id: "nora", municipalities: ["5025", "5026"] };
export const mother = "+4741234561";
export const father = "+4741234562";

let children = 0;

/** A child of Røros in the household, whose mother gets text messages, unless told otherwise. */
export async function aChild(
  deps: TestDeps,
  household: string | undefined,
  members: Partial<RecipientInput> = {},
): Promise<Recipient> {
  children += 1;
  const { recipient } = await upsertRecipient(deps, {
    ...{ reference: `SAK-F-${children}`, birthYear: 2016, municipality: "5025", language: "nb" },
    ...{ delivery: "sms", phone: mother, household, actor: nora, ...members },
  });
  return recipient;
}

/** Allocates a ticket of each of the offers to each of the children, without issuing them. */
export async function allocateTo(
  deps: TestDeps,
  recipients: readonly Recipient[],
  offerIds: readonly string[],
): Promise<void> {
  const items = recipients.flatMap(({ id }) =>
    offerIds.map((offerId) => ({ recipientId: id, offerId })),
  );
  await allocated(allocate(deps, { actor: nora, items }));
}

/** Issues the offer's tickets, and runs every job to notify that was enqueued until then. */
export async function issueAndTell(deps: TestDeps, offerId: string): Promise<void> {
  await issuePasses(deps, { offerId });
  await tellAll(deps);
}

export async function tellAll(deps: TestDeps): Promise<void> {
  for (const { name, payload } of deps.enqueued.splice(0)) {
    if (name === "notify-recipient") await notifyRecipient(deps, payload);
  }
}

/** The token of the claim link in a message. */
export const tokenIn = (text: string): string => /\/t\/([\w-]+)/.exec(text)?.[1] ?? "";
