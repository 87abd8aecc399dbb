import { randomBytes } from "node:crypto";
import { Router, type Request, type Response } from "express";
import type { GoogleConfig } from "../../config.ts";
import {
  makeBodyCheck,
  resources,
  type Body,
  type BodyCheck,
  type Resource,
} from "./check-body.ts";
import { answerFailure } from "./google-failure.ts";
import type { GoogleStore } from "./google-store.ts";
import type { SaveJwtCheck } from "./save-jwt-check.ts";

const isResource = (name: string): name is Resource => Object.hasOwn(resources, name);

let made: BodyCheck | undefined;
/** Reads Google's typings, which takes a good part of a second: at first use, and once. */
const bodyCheck = () => (made ??= makeBodyCheck());

/** The patched members in place of the old ones; null removes. */
const merged = (old: Body, patch: Body): Body =>
  Object.fromEntries(Object.entries({ ...old, ...patch }).filter(([, value]) => value !== null));

/** Classes are approved at once; how somebody should be told of a change is not remembered. */
function remembered(written: Body): Body {
  const body = merged(written, { notifyPreference: null });
  return body["reviewStatus"] === "UNDER_REVIEW" ? { ...body, reviewStatus: "APPROVED" } : body;
}

/** Classes, objects and JWTs, as strict as the reference. https://developers.google.com/wallet/reference/rest */
export function restApi(
  { issuerId, saveOrigin }: Pick<GoogleConfig, "issuerId" | "saveOrigin">,
  store: GoogleStore,
  checkJwt: SaveJwtCheck,
): Router {
  const router = Router();

  /** Answers the refusal of a whole body, or stores it. */
  function keep(response: Response, resource: Resource, body: Body): void {
    const id = String(body["id"]);
    const faults = bodyCheck().whole(resource, body);
    const { classId } = body;
    const itsClass = typeof classId === "string" ? store.get(classId) : undefined;
    if (faults.length > 0)
      answerFailure(response, 400, `Invalid ${resource}: ${faults.join("; ")}`);
    else if (!id.startsWith(`${issuerId}.`))
      answerFailure(response, 403, `Issuer ${id} is not yours.`, "permissionDenied");
    else if (!/^\d+\.[A-Za-z0-9._-]+$/.test(id)) answerFailure(response, 400, `Invalid id ${id}`);
    else if (classId !== undefined && itsClass?.resource !== resource.replace("Object", "Class"))
      answerFailure(response, 404, `Class ${JSON.stringify(classId)} not found.`, "classNotFound");
    else {
      const stored = { resource, body: remembered(body), saved: store.get(id)?.saved ?? false };
      store.put(id, stored);
      response.json(stored.body);
    }
  }

  /** The stored resource that the path names, or undefined once a 404 is answered. */
  function find(request: Request<{ resource: string; id: string }>, response: Response) {
    const { resource, id } = request.params;
    const stored = store.get(id);
    if (stored && stored.resource === resource) return stored;
    answerFailure(response, 404, `Resource ${id} not found.`, "resourceNotFound");
    return undefined;
  }

  router.post("/jwt", (request, response) => {
    const { jwt } = request.body as { jwt?: string };
    const checked = checkJwt(jwt ?? "");
    if ("fault" in checked) {
      answerFailure(response, 400, checked.fault);
      return;
    }
    const name = randomBytes(16).toString("base64url");
    store.keepJwt(name, jwt ?? "");
    response.json({ saveUri: `${saveOrigin}/gp/v/save/${name}` });
  });

  router.post("/:resource", (request, response) => {
    const { resource } = request.params;
    const body = request.body as Body;
    if (!isResource(resource)) answerFailure(response, 404, "Not found", "notFound");
    else if (store.get(String(body["id"])))
      answerFailure(
        response,
        409,
        `Resource ${String(body["id"])} already exists.`,
        "existingResource",
      );
    else keep(response, resource, body);
  });

  router.get("/:resource/:id", (request, response) => {
    const stored = find(request, response);
    if (!stored) return;
    const isObject = stored.resource.endsWith("Object");
    response.json({ ...stored.body, ...(isObject && { hasUsers: stored.saved }) });
  });

  router.put("/:resource/:id", (request, response) => {
    const stored = find(request, response);
    if (stored) keep(response, stored.resource, request.body as Body);
  });

  router.patch("/:resource/:id", (request, response) => {
    const stored = find(request, response);
    if (!stored) return;
    const patch = request.body as Body;
    const faults = bodyCheck().part(stored.resource, patch);
    if (faults.length > 0)
      answerFailure(response, 400, `Invalid ${stored.resource}: ${faults.join("; ")}`);
    else keep(response, stored.resource, merged(stored.body, patch));
  });

  return router;
}
