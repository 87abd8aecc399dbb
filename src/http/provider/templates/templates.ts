import { createHash } from "node:crypto";
import { Router, type Request } from "express";
import type { Deps, NestableDeps } from "../../../actions/deps.ts";
import { runIdempotently, type Answer } from "../../../actions/idempotent-request.ts";
import { getLook } from "../../../actions/templates/get-look.ts";
import { updateLook } from "../../../actions/templates/update-look.ts";
import { listTemplates } from "../../../actions/templates/list-templates.ts";
import { getTemplate } from "../../../actions/templates/get-template.ts";
import { renderTemplate } from "../../../actions/templates/render-template.ts";
import { storeTemplate, uploadTemplate } from "../../../actions/templates/upload-template.ts";
import { artworkRoles } from "../../../domain/templates/template.ts";
import { entityTag } from "../../../domain/entity-tag.ts";
import { AppError } from "../../../errors.ts";
import { maxArtworkBytes } from "../../../wallets/artwork/normalise-artwork.ts";
import { withWriteConcurrency } from "../../api/write-concurrency.ts";
import { authenticate, type ProviderActor } from "../../auth/api-key.ts";
import { readIdempotencyKey } from "../../api/idempotency-key.ts";
import { readMultipart } from "../../api/multipart.ts";
import { parse } from "../../api/parse.ts";
import { jsonPart } from "./json-part.ts";
import { withRenderQueue, withUpload } from "../render-queue.ts";
import { templateListQuery } from "./template-operations.ts";

const lookParts = ["look", "icon", "logo"] as const;
const partNames = ["template", ...artworkRoles] as const;

/** Routes for templates, whose uploads are multipart instead of JSON. */
export function templateRoutes(deps: Deps): Router {
  const router = Router();
  const inTurn = <T>(actor: ProviderActor, work: () => Promise<T>) =>
    withRenderQueue(deps, actor, () =>
      withWriteConcurrency(deps, { kind: "uploadTemplate" }, work),
    );
  const providerOf = async (req: Request) =>
    (await authenticate(deps, req, ["provider"])) as ProviderActor;

  router
    .route("/api/v1/templates")
    .get(async (req, res) => {
      const actor = await providerOf(req);
      res.set("Cache-Control", "no-store");
      res.json(await listTemplates(deps, { actor, ...parse(templateListQuery, req.query) }));
    })
    .post(async (req, res) => {
      const actor = await providerOf(req);
      const key = readIdempotencyKey(req);
      const create = async (): Promise<Answer> => {
        const { upload, body } = await readUpload(req);
        const request = { method: req.method, path: req.originalUrl, body };
        return inTurn(actor, async () => {
          const rendering = renderTemplate(deps, { actor, ...upload });
          // Renders before the key's transaction opens; a refusal is thrown inside it, by the second await.
          await Promise.allSettled([rendering]);
          const store = async (inside: NestableDeps): Promise<Answer> => {
            const template = await storeTemplate(inside, { ...(await rendering), actor });
            const headers = { Location: `/api/v1/templates/${template.id}` };
            return { status: 201, body: { ...template, slug: null }, headers };
          };
          if (key === undefined) return store(deps);
          return runIdempotently(deps, { actorId: actor.id, key, request }, store);
        });
      };
      const answer = await withUpload(deps, actor, create);
      res.status(answer.status).set({ "Cache-Control": "no-store", ...answer.headers });
      res.json(answer.body);
    })
    .all(notAllowed("GET, HEAD, POST"));

  router
    .route("/api/v1/templates/:templateId")
    .get(async (req, res) => {
      const actor = await providerOf(req);
      const template = await getTemplate(deps, { actor, templateId: req.params.templateId });
      res.set({ "Cache-Control": "no-store", ETag: entityTag(String(template.version)) });
      res.json(template);
    })
    .put(async (req, res) => {
      const actor = await providerOf(req);
      const { templateId } = req.params;
      const ifMatch = req.get("if-match");
      const template = await withUpload(deps, actor, async () => {
        const { upload } = await readUpload(req);
        return inTurn(actor, () => uploadTemplate(deps, { actor, templateId, ifMatch, ...upload }));
      });
      res.set({ "Cache-Control": "no-store", ETag: entityTag(String(template.version)) });
      res.json({ ...template, slug: null });
    })
    .all(notAllowed("GET, HEAD, PUT"));

  router
    .route("/api/v1/look")
    .get(async (req, res) => {
      const actor = await providerOf(req);
      const look = await getLook(deps, { actor });
      if (!look) throw new AppError("not_found", "You have no look yet; a template gives you one.");
      res.set({ "Cache-Control": "no-store", ETag: entityTag(String(look.version)) }).json(look);
    })
    .put(async (req, res) => {
      const actor = await providerOf(req);
      const ifMatch = req.get("if-match");
      const look = await withUpload(deps, actor, async () => {
        const parts = await readMultipart(req, { names: lookParts, maxBytes: maxArtworkBytes });
        const artwork = { icon: parts.get("icon"), logo: parts.get("logo") };
        const sent = jsonPart(parts, "look");
        return inTurn(actor, () => updateLook(deps, { actor, look: sent, artwork, ifMatch }));
      });
      res.set({ "Cache-Control": "no-store", ETag: entityTag(String(look.version)) }).json(look);
    })
    .all(notAllowed("GET, HEAD, PUT"));
  return router;
}

function notAllowed(allow: string) {
  return (_req: unknown, res: { set(name: string, value: string): unknown }): never => {
    res.set("Allow", allow);
    throw new AppError("method_not_allowed", `Allowed here: ${allow}.`);
  };
}

/** Reads a multipart upload; `body` holds the hash of each part, for the idempotency key. */
async function readUpload(req: Request) {
  const parts = await readMultipart(req, { names: partNames, maxBytes: maxArtworkBytes });
  const artwork = Object.fromEntries(artworkRoles.map((role) => [role, parts.get(role)]));
  const sent = artworkRoles.filter((role) => parts.has(role));
  return {
    upload: {
      definition: jsonPart(parts, "template"),
      artwork: Object.fromEntries(sent.map((role) => [role, artwork[role]])),
    },
    body: [...parts].map(([name, bytes]) => [
      name,
      createHash("sha256").update(bytes).digest("hex"),
    ]),
  };
}
