import type { Texts } from "../../domain/language.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { recipientName } from "./recipient-name.ts";

/** Returns a function that puts the recipient's name and the offer's title in the place of their ids. */
export function withNames(recipients: Recipient[], offers: { id: string; title: Texts }[]) {
  const names = new Map(recipients.map((one) => [one.id, recipientName(one)]));
  const titles = new Map(offers.map(({ id, title }) => [id, title]));
  return <T extends { recipientId: string; offerId: string }>({
    recipientId,
    offerId,
    ...rest
  }: T) => ({
    recipient: names.get(recipientId) ?? "",
    title: titles.get(offerId) ?? { nb: "" },
    ...rest,
  });
}
