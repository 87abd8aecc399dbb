import { staffUrl } from "../../config/hosts.ts";
import { endNotice, takeDueNotices } from "../../db/providers/provider-notices.ts";
import { findProviderUser } from "../../db/providers/provider-users.ts";
import { noticeMail, optionalKinds } from "../../domain/providers/notice-mail.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { unsubscribeUrl } from "./find-subscriber.ts";

/** With the pauses between them, a day and a half. */
const maxAttempts = 12;

/**
 * Sends a provider's user the due notices by e-mail. Safe to run twice: each message carries its row's id,
 * by which the gateway delivers it once. A notice that cannot be sent is tried again with pauses, and then
 * given up, since the pages show the same.
 */
export async function sendNotices(
  deps: Pick<Deps, "clock" | "config" | "db" | "keyRing" | "logger" | "messages">,
  { userId }: { userId: string },
): Promise<void> {
  const { clock, config, db, keyRing, logger, messages } = deps;
  const due = await unitOfWork(deps, ({ trx }) => takeDueNotices(trx, userId, clock.now()));
  const user = await findProviderUser(db, keyRing, userId);
  if (!user) return;
  const { email, language, providerName: provider } = user;
  const pages = `${staffUrl(config)}/provider`;
  const link = await unsubscribeUrl(deps, { list: "user", id: userId, email, language });
  for (const { id, attempts, ...notice } of due) {
    const end = (state: "sent" | "failed") =>
      unitOfWork(deps, ({ trx }) => endNotice(trx, { id, state, at: clock.now() }));
    try {
      const off = optionalKinds.includes(notice.kind) ? link : undefined;
      const frame = { language, pages, unsubscribeUrl: off };
      const mail = noticeMail({ ...notice, provider }, frame);
      await messages.send({ id, channel: "email", to: email, ...mail, unsubscribeUrl: off });
      await end("sent");
    } catch (error) {
      const log = { noticeId: id, userId, attempts, fault: (error as Error).name };
      logger.warn(log, "notice not delivered");
      if (attempts >= maxAttempts) await end("failed");
    }
  }
}
