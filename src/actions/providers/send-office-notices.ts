import { staffUrl } from "../../config/hosts.ts";
import { findCultureContact } from "../../db/providers/culture-contacts.ts";
import {
  endOfficeNotices,
  takeDueOfficeNotices,
  type DueOfficeNotice,
} from "../../db/providers/office-notices.ts";
import { officeMail } from "../../domain/providers/office-mail.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { unsubscribeUrl } from "./find-subscriber.ts";

/** With the pauses between them, a day and a half. */
const maxAttempts = 12;

/**
 * Sends a culture office one e-mail about all that is due to be told, without what no longer waits. Safe to run
 * twice: an e-mail carries its own id, by which the gateway delivers it once. One that cannot be sent is tried
 * again with pauses, and then given up, since the pages show the same.
 */
export async function sendOfficeNotices(
  deps: Pick<Deps, "clock" | "config" | "db" | "keyRing" | "logger" | "messages">,
  { contactId }: { contactId: string },
): Promise<void> {
  const { clock, config, db, keyRing, logger, messages } = deps;
  const due = await unitOfWork(deps, ({ trx }) =>
    takeDueOfficeNotices(trx, contactId, clock.now()),
  );
  const contact = await findCultureContact(db, keyRing, contactId);
  if (!contact || due.length === 0) return;
  const { email, language, municipalityName: municipality } = contact;
  const end = async (notices: DueOfficeNotice[], state: "sent" | "failed") => {
    const ended = { contactId, ids: notices.map(({ id }) => id), state, at: clock.now() };
    await unitOfWork(deps, ({ trx }) => endOfficeNotices(trx, ended));
  };
  const url = await unsubscribeUrl(deps, { list: "office", ...contact });
  for (const id of new Set(due.map(({ mailId }) => mailId))) {
    const notices = due.filter(({ mailId }) => mailId === id);
    const attempts = Math.max(...notices.map((notice) => notice.attempts));
    try {
      const pages = `${staffUrl(config)}/culture`;
      const mail = officeMail(notices, { municipality, language, pages, unsubscribeUrl: url });
      await messages.send({ id, channel: "email", to: email, ...mail, unsubscribeUrl: url });
      await end(notices, "sent");
    } catch (error) {
      logger.warn(
        { mailId: id, contactId, attempts, fault: (error as Error).name },
        "culture office not told",
      );
      if (attempts >= maxAttempts) await end(notices, "failed");
    }
  }
}
