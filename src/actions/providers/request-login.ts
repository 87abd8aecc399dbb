import { createHash, randomBytes, randomUUID } from "node:crypto";
import { staffUrl } from "../../config/hosts.ts";
import { insertLoginLinks } from "../../db/providers/provider-login-links.ts";
import { usersWithEmail } from "../../db/providers/provider-users.ts";
import { loginMail } from "../../domain/providers/provider-mail.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

const linkMinutes = 15;

/** The most usable links per user and known browser, so that requests cannot flood an inbox. */
const maxLinks = 5;

/** The stored hash of a link's token or a browser's secret. */
export function hashLoginSecret(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

/**
 * Sends the address a one-time login link, valid for 15 minutes in the browser that holds the
 * secret. Sends nothing to an unknown address, and does not reveal which it was. Rejects when the
 * message could not be sent.
 */
export async function requestLogin(
  {
    clock,
    config,
    db,
    keyRing,
    messages,
  }: Pick<Deps, "clock" | "config" | "db" | "keyRing" | "messages">,
  {
    email,
    browserSecret,
    knownUserIds,
    language,
  }: {
    email: string;
    browserSecret: string;
    /** Users who have signed in on this browser. */
    knownUserIds: readonly string[];
    language: "nb" | "nn";
  },
): Promise<void> {
  const users = await usersWithEmail(db, keyRing, email);
  const [to] = users;
  if (!to) return;
  const at = clock.now();
  const links = users.map(({ id, providerName }) => {
    const token = randomBytes(32).toString("base64url");
    const url = `${staffUrl(config)}/provider/login/${token}`;
    return {
      userId: id,
      isKnownHere: knownUserIds.includes(id),
      tokenHash: hashLoginSecret(token),
      provider: providerName,
      url,
    };
  });
  const added = await unitOfWork({ db }, ({ trx }) =>
    insertLoginLinks(trx, links, {
      browserHash: hashLoginSecret(browserSecret),
      at,
      expiresAt: new Date(at.getTime() + linkMinutes * 60_000),
      most: maxLinks,
    }),
  );
  const sent = links.filter(({ userId }) => added.has(userId));
  if (sent.length === 0) return;
  const mail = loginMail(sent, language);
  await messages.send({ id: randomUUID(), channel: "email", to: to.email, ...mail });
}
