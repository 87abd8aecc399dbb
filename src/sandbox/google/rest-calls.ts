import { randomBytes } from "node:crypto";
import type { GoogleConfig } from "../../config/google.ts";
import {
  createBodyCheck,
  resources,
  type Body,
  type BodyCheck,
  type Resource,
} from "./check-body.ts";
import { failureBody } from "./google-failure.ts";
import type { GoogleStore, Stored } from "./google-store.ts";
import type { SaveJwtCheck } from "./save-jwt-check.ts";

export interface RestCall {
  method: string;
  /** Path below `/walletobjects/v1/`, without query. */
  path: string;
  query: URLSearchParams;
  body: Body;
}

export interface RestAnswer {
  status: number;
  body: object;
  headers?: Record<string, string>;
}

const isResource = (name: string): name is Resource => Object.hasOwn(resources, name);

let created: BodyCheck | undefined;
/** Returns the body check, created at first use, since that takes most of a second. */
const bodyCheck = () => (created ??= createBodyCheck());

/** Merges a patch into a body; null removes a member. */
const merged = (old: Body, patch: Body): Body =>
  Object.fromEntries(Object.entries({ ...old, ...patch }).filter(([, value]) => value !== null));

/** Returns the body as stored: a class is approved at once, `notifyPreference` is not kept. */
function toStored(written: Body): Body {
  const body = merged(written, { notifyPreference: null });
  return body["reviewStatus"] === "UNDER_REVIEW" ? { ...body, reviewStatus: "APPROVED" } : body;
}

const failed = (status: number, message: string, reason?: string): RestAnswer => ({
  status,
  body: failureBody(status, message, reason),
});

const shown = ({ resource, body, saved }: Stored): Body => ({
  ...body,
  ...(resource.endsWith("Object") && { hasUsers: saved }),
});

/**
 * Creates the REST calls for classes, objects and JWTs, as strict as the reference.
 * https://developers.google.com/wallet/reference/rest
 */
export function createRestCalls(
  {
    issuerId,
    serviceAccount,
    saveOrigin,
  }: Pick<GoogleConfig, "issuerId" | "serviceAccount" | "saveOrigin">,
  store: GoogleStore,
  checkJwt: SaveJwtCheck,
): (call: RestCall) => RestAnswer {
  /** Validates and stores a whole body. */
  function keep(resource: Resource, body: Body): RestAnswer {
    const id = String(body["id"]);
    const faults = bodyCheck().whole(resource, body);
    const { classId } = body;
    const itsClass = typeof classId === "string" ? store.get(classId) : undefined;
    if (faults.length > 0) return failed(400, `Invalid ${resource}: ${faults.join("; ")}`);
    if (!id.startsWith(`${issuerId}.`)) return notYours(id);
    if (!/^\d+\.[A-Za-z0-9._-]+$/.test(id)) return failed(400, `Invalid id ${id}`);
    if (classId !== undefined && itsClass?.resource !== resource.replace("Object", "Class")) {
      return failed(404, `Class ${JSON.stringify(classId)} not found.`, "classNotFound");
    }
    const stored = { resource, body: toStored(body), saved: store.get(id)?.saved ?? false };
    store.put(id, stored);
    return { status: 200, body: stored.body };
  }

  function insert(resource: Resource, body: Body): RestAnswer {
    const id = String(body["id"]);
    if (store.get(id)) return failed(409, `Resource ${id} already exists.`, "existingResource");
    return keep(resource, body);
  }

  function keepJwt({ jwt }: { jwt?: string }): RestAnswer {
    const checked = checkJwt(jwt ?? "");
    if ("fault" in checked) return failed(400, checked.fault);
    const name = randomBytes(16).toString("base64url");
    store.keepJwt(name, jwt ?? "");
    return { status: 200, body: { saveUri: `${saveOrigin}/gp/v/save/${name}` } };
  }

  /** Returns a page of an issuer's classes or of a class's objects; the token is an offset. */
  function list(resource: Resource, query: URLSearchParams): RestAnswer {
    const isClass = resource.endsWith("Class");
    const of = query.get(isClass ? "issuerId" : "classId");
    if (isClass && of !== issuerId) return notYours(of);
    const all = store
      .all()
      .filter((each) => each.resource === resource && (isClass || each.body["classId"] === of));
    const from = Number(query.get("token") ?? 0);
    const until = from + Number(query.get("maxResults") ?? all.length);
    const found = all.slice(from, until).map(shown);
    const pagination = {
      kind: "walletobjects#pagination",
      resultsPerPage: found.length,
      ...(until < all.length && { nextPageToken: String(until) }),
    };
    return { status: 200, body: { pagination, resources: found } };
  }

  const notYours = (id: string | null) =>
    failed(403, `Issuer ${String(id)} is not yours.`, "permissionDenied");

  function ofIssuer(resource: string, id: string): RestAnswer {
    if (id !== issuerId) return notYours(id);
    if (resource === "issuer") return { status: 200, body: { issuerId, name: "Øvingsmiljø" } };
    const permissions = [{ emailAddress: serviceAccount.client_email, role: "WRITER" }];
    return { status: 200, body: { issuerId, permissions } };
  }

  function ofOne({ method, body }: RestCall, id: string, stored: Stored): RestAnswer {
    switch (method) {
      case "GET":
        return { status: 200, body: shown(stored) };
      case "PUT":
        return keep(stored.resource, body);
      case "PATCH": {
        const faults = bodyCheck().part(stored.resource, body);
        return faults.length > 0
          ? failed(400, `Invalid ${stored.resource}: ${faults.join("; ")}`)
          : keep(stored.resource, merged(stored.body, body));
      }
      default:
        return failed(404, `No ${method} of ${id}.`, "notFound");
    }
  }

  return (call) => {
    const [resource = "", id, ...rest] = call.path.split("/").map(decodeURIComponent);
    if (rest.length > 0) return failed(404, "Not found", "notFound");
    if (id !== undefined && call.method === "GET" && ["issuer", "permissions"].includes(resource)) {
      return ofIssuer(resource, id);
    }
    if (id !== undefined) {
      const stored = store.get(id);
      if (stored && stored.resource === resource) return ofOne(call, id, stored);
      return failed(404, `Resource ${id} not found.`, "resourceNotFound");
    }
    if (resource === "jwt" && call.method === "POST") return keepJwt(call.body);
    if (!isResource(resource)) return failed(404, "Not found", "notFound");
    return call.method === "GET" ? list(resource, call.query) : insert(resource, call.body);
  };
}
