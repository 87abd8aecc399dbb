import type { Config, GoogleConfig } from "../../config.ts";
import type { Logger } from "../../logger.ts";
import { classJson, verticals, type GoogleImages } from "./class-json.ts";
import { holderPatience, makeGoogleClient, type Patience } from "./client.ts";
import { GoogleError } from "./google-error.ts";
import type { GoogleOffer, GoogleTicket, GoogleWallet } from "./google-wallet.ts";
import { googleIds } from "./ids.ts";
import { objectJson } from "./object-json.ts";
import { makeSaveJwt, saveLink } from "./save-link.ts";
import { textModules } from "./text-modules.ts";

const statusOf = (error: unknown) => (error instanceof GoogleError ? error.status : undefined);

/** Throws ConfigError when the issuer id or the service account is faulty, so that the service does not start. */
export function makeGoogleWallet(
  config: GoogleConfig,
  {
    publicUrl,
    environment,
    logger,
    patience = holderPatience,
  }: {
    publicUrl: string;
    environment: Config["environment"];
    logger: Logger;
    patience?: Patience;
  },
): GoogleWallet {
  const ids = googleIds(config.issuerId, environment);
  const signJwt = makeSaveJwt(config.serviceAccount, publicUrl);
  const client = makeGoogleClient(config, patience);

  function imagesOf({ content, imageHashes }: GoogleOffer): GoogleImages {
    const urlOf = (name: string) => {
      const hash = imageHashes.get(name);
      return hash === undefined ? undefined : `${publicUrl}/images/${hash}.png`;
    };
    const [logo, hero] = [urlOf("google-logo.png"), urlOf("google-hero.png")];
    if (!publicUrl.startsWith("https://")) {
      const { offerId } = content;
      if (logo ?? hero) logger.warn({ offerId }, "Google ticket without pictures: no https");
      return {};
    }
    return { ...(logo !== undefined && { logo }), ...(hero !== undefined && { hero }) };
  }

  /** Google has no call that does both; an id that is taken is ours, by an earlier attempt. */
  async function upsert(resource: string, id: string, body: object): Promise<void> {
    try {
      await client.request({ method: "POST", path: resource, body });
    } catch (error) {
      if (statusOf(error) !== 409) throw error;
      await client.request({ method: "PATCH", path: `${resource}/${id}`, body });
    }
  }

  async function upsertClass(offer: GoogleOffer): Promise<void> {
    const { content } = offer;
    const modules = textModules(content);
    if (modules.leftOut.length > 0) {
      const fields = modules.leftOut;
      logger.warn({ offerId: content.offerId, fields }, "Google ticket without some fields");
    }
    const id = ids.classId(content.offerId);
    const body = classJson(id, content, imagesOf(offer), modules);
    await upsert(`${verticals[content.style]}Class`, id, body);
  }

  async function upsertObject(offer: GoogleOffer, ticket: GoogleTicket): Promise<void> {
    const { content } = offer;
    const id = ids.objectId(ticket.serialNumber);
    const body = objectJson(
      { id, classId: ids.classId(content.offerId) },
      content,
      ticket,
      imagesOf(offer),
      textModules(content),
    );
    const write = () => upsert(`${verticals[content.style]}Object`, id, body);
    try {
      await write();
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
      await upsertClass(offer);
      await write();
    }
  }

  return {
    issuerId: config.issuerId,
    upsertClass,
    upsertObject,
    saveLink: (tickets, at) => {
      const objects = tickets.map(({ style, serialNumber }) => ({
        vertical: verticals[style],
        id: ids.objectId(serialNumber),
      }));
      return saveLink(signJwt(objects, at), config.saveOrigin, client);
    },
  };
}
