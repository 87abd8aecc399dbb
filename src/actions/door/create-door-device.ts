import { apiUrl } from "../../config/hosts.ts";
import { recordAudit } from "../../db/audit.ts";
import { insertDoorDevice } from "../../db/door/door-devices.ts";
import { revealingErrors } from "../../domain/deny-list.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { hashDoorToken, createDoorToken } from "./door-token.ts";
import { requireProvider } from "../access/require-provider.ts";
import { requireNeutralText } from "../require-neutral-text.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Creates a scanner; its token is returned once, in the URL's fragment, which browsers do not send. With `part` it
 * ticks off that part of tickets alone. It ends after `DOOR_TOKEN_DAYS`. Throws AppError: "forbidden" for all but
 * providers; "revealing_text" for a name that tells more than a ticket may.
 */
export async function createDoorDevice(
  { clock, config, db }: Pick<NestableDeps, "clock" | "config" | "db">,
  {
    actor,
    name = "",
    part = null,
  }: { actor: Actor; name?: string | undefined; part?: string | null | undefined },
): Promise<{ id: string; url: string; token: string; expiresAt: Date }> {
  const providerId = requireProvider(actor);
  // A family's copy of its own data names the scanner of each use.
  requireNeutralText(revealingErrors("name", name));
  const token = createDoorToken();
  const expiresAt = new Date(clock.now().getTime() + config.lifetimes.doorTokenMs);
  const id = await unitOfWork({ db }, async ({ trx }) => {
    const device = {
      providerId,
      name,
      part,
      tokenHash: hashDoorToken(token),
      expiresAt,
      madeBy: actor.id,
    };
    const made = await insertDoorDevice(trx, device);
    await recordAudit(trx, { actor: actor.id, action: "door_device.added", subject: made });
    return made;
  });
  return { id, url: `${apiUrl(config)}/door#${token}`, token, expiresAt };
}
