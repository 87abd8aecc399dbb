import { recordAudit } from "../../db/audit.ts";
import { muteCultureContact } from "../../db/providers/culture-contacts.ts";
import { setWantsNotices } from "../../db/providers/provider-users.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { findSubscriber, type Subscriber, type UnsubscribeLink } from "./find-subscriber.ts";

/** Turns off the e-mails that the link came with, those alone that need not be read. Throws as `findSubscriber`. */
export async function unsubscribe(
  deps: Pick<Deps, "db" | "keyRing">,
  link: UnsubscribeLink,
): Promise<Subscriber> {
  const subscriber = await findSubscriber(deps, link);
  const { list, id } = subscriber;
  await unitOfWork(deps, async ({ trx }) => {
    await (list === "user"
      ? setWantsNotices(trx, { id, wantsNotices: false })
      : muteCultureContact(trx, id));
    const action = list === "user" ? "provider_user.changed" : "culture_contact.changed";
    await recordAudit(trx, {
      actor: "e-mail-link",
      action,
      subject: id,
      detail: { wantsNotices: false },
    });
  });
  return subscriber;
}
