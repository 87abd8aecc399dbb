import { timingSafeEqual } from "node:crypto";
import { staffUrl } from "../../config/hosts.ts";
import type { Db } from "../../db/connect.ts";
import { lookupFor } from "../../db/lookups.ts";
import { findCultureContact } from "../../db/providers/culture-contacts.ts";
import { findProviderUser } from "../../db/providers/provider-users.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import type { MailLanguage } from "../../domain/providers/provider-user.ts";
import { AppError } from "../../errors.ts";
import type { Deps } from "../deps.ts";

/** Whose e-mails: a provider's user's, or a culture office's contact's. */
export type MailingList = "user" | "office";
const mailingLists: readonly MailingList[] = ["user", "office"];

/** Who gets the e-mails. */
export interface Subscriber {
  list: MailingList;
  id: string;
  email: string;
}

/** Bound to the address, so that a link to an earlier address turns off nothing. */
const signed = ({ list, id, email }: Subscriber) => `${list} ${id} ${email}`;

/** The address in an e-mail that turns off e-mails like it, without a login. It changes nothing by being opened. */
export async function unsubscribeUrl(
  { config, db, keyRing }: Pick<Deps, "config" | "db" | "keyRing">,
  { language, ...subscriber }: Subscriber & { language: MailLanguage },
): Promise<string> {
  const { hash } = await lookupFor(db, keyRing, "unsubscribe");
  const token = hash(signed(subscriber)).toString("base64url");
  return `${staffUrl(config)}/unsubscribe/${subscriber.list}/${subscriber.id}/${token}?lang=${language}`;
}

export type UnsubscribeLink = Record<"list" | "id" | "token", string>;

/** Whose e-mails the link turns off. Throws AppError("not_found") for a link that was never sent to the address. */
export async function findSubscriber(
  { db, keyRing }: { db: Db } & Pick<Deps, "keyRing">,
  { list: named, id, token }: UnsubscribeLink,
): Promise<Subscriber> {
  const list = mailingLists.find((each) => each === named);
  const find = list === "user" ? findProviderUser : findCultureContact;
  const found = list && isUuid(id) ? await find(db, keyRing, id) : undefined;
  if (list && found) {
    const subscriber = { list, id, email: found.email };
    const { hashes } = await lookupFor(db, keyRing, "unsubscribe");
    const given = Buffer.from(token, "base64url");
    const isSent = hashes(signed(subscriber)).some(
      (hash) => hash.length === given.length && timingSafeEqual(hash, given),
    );
    if (isSent) return subscriber;
  }
  throw new AppError("not_found", "There is nothing at this address.");
}
