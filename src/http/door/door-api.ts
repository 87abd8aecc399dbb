import { createHash } from "node:crypto";
import { Router, type Request, type RequestHandler, type Response } from "express";
import type { Deps } from "../../actions/deps.ts";
import { getDoorManifest } from "../../actions/door/get-door-manifest.ts";
import { getDoor } from "../../actions/door/get-door.ts";
import { redeem } from "../../actions/door/redeem.ts";
import { redeemBatch } from "../../actions/door/redeem-batch.ts";
import { undoRedemption } from "../../actions/door/undo-redemption.ts";
import type { DoorDevice } from "../../db/door/door-devices.ts";
import { languages, type Language } from "../../domain/language.ts";
import { parseTicketNumber } from "../../domain/passes/ticket-number.ts";
import { AppError } from "../../errors.ts";
import { numberRateLimit, type RateLimits } from "../api/rate-limits.ts";
import { jsonBody, parse } from "../api/parse.ts";
import { authenticateDoor } from "./door-auth.ts";
import { doorOperations } from "./door-operations.ts";
import { manifestQuery } from "./door-manifest-schemas.ts";
import { batchBody, scanBody } from "./scan-bodies.ts";

const only =
  (allow: string): RequestHandler =>
  (_req, res) => {
    res.set("Allow", allow);
    throw new AppError("method_not_allowed", `Allowed here: ${allow}.`);
  };

const languageOf = (req: Request): Language => {
  const wanted = req.acceptsLanguages("nb", "no", "nn", "en", "sma");
  return languages.find((language) => language === wanted) ?? "nb";
};

const holdsTicketNumber = ({ body }: Request) => {
  const { code, barcode } = (body ?? {}) as Record<string, unknown>;
  const text = code ?? barcode;
  return typeof text === "string" && parseTicketNumber(text) !== undefined;
};

/** The API of door devices, authenticated by device token. */
export function doorApi(
  deps: Pick<Deps, "clock" | "db" | "enqueue" | "google" | "keyRing" | "logger">,
  limits: RateLimits,
): Router {
  const guesses = new WeakSet<Response>();
  const limitGuesses = numberRateLimit(limits, {
    skip: (req) => !holdsTicketNumber(req),
    isGuess: (res) => guesses.has(res),
  });
  const devices = new WeakMap<object, DoorDevice>();
  const authenticated: RequestHandler = async (req, res, next) => {
    devices.set(res, await authenticateDoor(deps, req));
    res.set("Cache-Control", "no-store");
    next();
  };
  const deviceOf = (res: object) => {
    const device = devices.get(res);
    if (!device) throw new Error("A scanner was not authenticated.");
    return device;
  };
  const scannerOf = (res: object) => {
    const { id: doorDeviceId, providerId, part: doorPart } = deviceOf(res);
    return { doorDeviceId, providerId, doorPart };
  };

  const router = Router();
  const { redeem: one, undo, door, redeemBatch: batch, manifest } = doorOperations;
  router
    .route(one.path)
    .post(authenticated, jsonBody, limitGuesses, async (req, res) => {
      const scan = parse(scanBody, req.body ?? {});
      const answer = await redeem(deps, { ...scan, ...scannerOf(res), language: languageOf(req) });
      if (!answer.accepted && answer.reason === "unknown_barcode") guesses.add(res);
      res.json(answer);
    })
    .all(only("POST"));
  router
    .route(undo.path.replace("{scanId}", ":scanId"))
    .post(authenticated, async (req, res) => {
      const { doorDeviceId } = scannerOf(res);
      const scanId = String(req.params["scanId"]);
      res.json(await undoRedemption(deps, { doorDeviceId, scanId, language: languageOf(req) }));
    })
    .all(only("POST"));
  router
    .route(door.path)
    .get(authenticated, async (_req, res) => {
      res.json(await getDoor(deps, scannerOf(res)));
    })
    .all(only("GET, HEAD"));
  router
    .route(batch.path)
    .post(authenticated, jsonBody, async (req, res) => {
      const { scans } = parse(batchBody, req.body ?? {});
      res.json({ items: await redeemBatch(deps, { scans, ...scannerOf(res) }) });
    })
    .all(only("POST"));
  router
    .route(manifest.path)
    .get(authenticated, async (req, res) => {
      const { since } = parse(manifestQuery, req.query);
      const made = await getDoorManifest(deps, { device: deviceOf(res), since });
      const text = JSON.stringify(made);
      // Without the mark, which moves though nothing has changed.
      const content = JSON.stringify({ ...made, since: undefined });
      const tag = `"${createHash("sha256").update(content).digest("base64url")}"`;
      res.set({ ETag: tag, "Cache-Control": "private, no-cache" });
      if (req.get("if-none-match") === tag) res.status(304).end();
      else res.type("application/json").send(text);
    })
    .all(only("GET, HEAD"));
  return router;
}
