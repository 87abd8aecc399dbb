import { createHash } from "node:crypto";
import type { Config } from "../../config.ts";
import type { GoogleConfig } from "../../config/google.ts";
import type { Logger } from "../../logger.ts";
import type { TicketContent } from "../content.ts";
import { classJson, verticals, type GoogleImages } from "./class-json.ts";
import {
  createGoogleClient,
  holderRetryPolicy,
  type OnUnanswered,
  type RetryPolicy,
} from "./client.ts";
import { catchGoogleError } from "./catch-google-error.ts";
import { GoogleError } from "./google-error.ts";
import type { GoogleOffer, GoogleTicket, GoogleWallet, Notice } from "./google-wallet.ts";
import { googleIds } from "./ids.ts";
import { listObjects } from "./list-objects.ts";
import { objectJson, objectStates } from "./object-json.ts";
import { createBatching } from "./batching.ts";
import { unlimited, type RateLimiter } from "./rate-limiter.ts";
import { patchJson } from "./patch-json.ts";
import { createSaveJwt, saveLink } from "./save-link.ts";
import { textModules, type TextModules } from "./text-modules.ts";

const statusOf = (error: unknown) => (error instanceof GoogleError ? error.status : undefined);

const digest = (body: object) =>
  createHash("sha256").update(JSON.stringify(body)).digest("base64url");

/** Creates the Google Wallet part. Throws ConfigError for a faulty issuer id or service account. */
export function createGoogleWallet(
  config: GoogleConfig,
  {
    publicUrl,
    environment,
    logger,
    rateLimiter = unlimited,
    retryPolicy = holderRetryPolicy,
    batches = true,
  }: {
    publicUrl: string;
    environment: Config["environment"];
    logger: Logger;
    rateLimiter?: RateLimiter;
    retryPolicy?: RetryPolicy;
    /** False sends every call on its own. */
    batches?: boolean;
  },
): GoogleWallet {
  const ids = googleIds(config.issuerId, environment);
  // Google calls back over https alone.
  const callbackUrl = publicUrl.startsWith("https://") ? `${publicUrl}/google/callback` : undefined;
  const signJwt = createSaveJwt(config.serviceAccount, publicUrl);
  const client = createGoogleClient(config, retryPolicy, rateLimiter);
  const batching = createBatching(client, batches);

  function imagesOf({ imageHashes }: GoogleOffer): GoogleImages {
    const urlOf = (name: string) => {
      const hash = imageHashes.get(name);
      // Google fetches over https alone.
      const reachable = hash !== undefined && publicUrl.startsWith("https://");
      return reachable ? `${publicUrl}/images/${hash}.png` : undefined;
    };
    const [logo, hero] = [urlOf("google-logo.png"), urlOf("google-hero.png")];
    return { ...(logo !== undefined && { logo }), ...(hero !== undefined && { hero }) };
  }

  const modules = new WeakMap<TicketContent, TextModules>();
  /** Cached for all tickets of the offer, since formatting dates in three languages takes time. */
  function modulesOf({ content }: GoogleOffer): TextModules {
    const known = modules.get(content) ?? textModules(content);
    modules.set(content, known);
    return known;
  }

  const classResource = ({ content }: GoogleOffer) => `${verticals[content.style]}Class` as const;
  const objectResource = ({ content }: GoogleOffer) => `${verticals[content.style]}Object` as const;

  const classBody = (offer: GoogleOffer) => {
    const { content } = offer;
    const id = ids.classId(content.offerId);
    return { ...classJson(id, content, imagesOf(offer), textModules(content), callbackUrl), id };
  };
  const objectBody = (offer: GoogleOffer, ticket: GoogleTicket) => {
    const { content } = offer;
    const id = ids.objectId(ticket.serialNumber);
    const itsIds = { id, classId: ids.classId(content.offerId) };
    return { ...objectJson(itsIds, content, ticket, imagesOf(offer), modulesOf(offer)), id };
  };

  function warnOfWhatIsMissing(offer: GoogleOffer): void {
    const { offerId } = offer.content;
    const fields = modulesOf(offer).leftOut;
    if (fields.length > 0) logger.warn({ offerId, fields }, "Google ticket without some fields");
    if (offer.imageHashes.size > 0 && !publicUrl.startsWith("https://")) {
      logger.warn({ offerId }, "Google ticket without pictures: no https");
    }
  }

  const classPatch = (offer: GoogleOffer, notice: Notice) => {
    const [resource, body] = [classResource(offer), classBody(offer)];
    const path = `${resource}/${body.id}`;
    return { method: "PATCH" as const, path, body: patchJson(resource, body, { notice }) };
  };
  const objectPatch = (offer: GoogleOffer, ticket: GoogleTicket, notice: Notice) => {
    const [resource, body] = [objectResource(offer), objectBody(offer, ticket)];
    const { erased } = ticket;
    const path = `${resource}/${body.id}`;
    return { method: "PATCH" as const, path, body: patchJson(resource, body, { notice, erased }) };
  };

  /** Runs `otherwise` when Google answers the first call with the status. */
  async function unless(status: number, first: () => Promise<unknown>, otherwise: () => unknown) {
    try {
      await first();
    } catch (error) {
      if (statusOf(error) !== status) throw error;
      await otherwise();
    }
  }

  /** Google has no upsert. An id that is taken was created by an earlier attempt. */
  async function upsertClass(offer: GoogleOffer, onUnanswered?: OnUnanswered): Promise<void> {
    warnOfWhatIsMissing(offer);
    const [path, body] = [classResource(offer), classBody(offer)];
    const insert = () => client.request({ method: "POST", path, body }, onUnanswered);
    await unless(409, insert, () => client.request(classPatch(offer, "none"), onUnanswered));
  }

  async function upsertObject(
    offer: GoogleOffer,
    ticket: GoogleTicket,
    onUnanswered?: OnUnanswered,
  ): Promise<void> {
    const [path, body] = [objectResource(offer), objectBody(offer, ticket)];
    const insert = () => client.request({ method: "POST", path, body }, onUnanswered);
    const patch = () => client.request(objectPatch(offer, ticket, "none"), onUnanswered);
    const write = () => unless(409, insert, patch);
    await unless(404, write, async () => {
      await upsertClass(offer, onUnanswered);
      await write();
    });
  }

  return {
    issuerId: config.issuerId,
    upsertClass,
    upsertObject,
    patchClass: async (offer, notice, onUnanswered) => {
      warnOfWhatIsMissing(offer);
      const patch = () => client.request(classPatch(offer, notice), onUnanswered);
      await unless(404, patch, () => upsertClass(offer, onUnanswered));
    },
    patchObjects: async (offer, changes, onUnanswered) => {
      const patches = changes.map(({ ticket, notice }) => objectPatch(offer, ticket, notice));
      const errors = await batching.send(patches, onUnanswered);
      // 404: the object was never created, since Google cannot delete objects.
      for (const [index, { ticket }] of changes.entries()) {
        if (errors[index]?.status !== 404) continue;
        errors[index] = await catchGoogleError(upsertObject(offer, ticket, onUnanswered));
      }
      return errors;
    },
    maxAtOnce: () => batching.most(),
    classDigest: (offer) => digest(classBody(offer)),
    objectDigest: (offer, ticket) => digest(objectBody(offer, ticket)),
    stateOf: (state) => objectStates[state],
    listObjects: (offer, pageToken) => listObjects(client, ids, offer, pageToken),
    saveLink: (tickets, at) => {
      const objects = tickets.map(({ style, serialNumber }) => ({
        vertical: verticals[style],
        id: ids.objectId(serialNumber),
      }));
      return saveLink(signJwt(objects, at), config.saveOrigin, client);
    },
  };
}
