// https://developer.apple.com/documentation/walletpasses/send-an-updated-pass
import { Router } from "express";
import { fetchPass } from "../../actions/passes/fetch-pass.ts";
import { createFetchRecorder } from "../../actions/passes/record-fetch.ts";
import { AppError } from "../../errors.ts";
import { passType, sendPass } from "../api/send-pass.ts";
import type { AppleDeps } from "./apple-deps.ts";
import { registeredPassOf, type PassTokenCheck } from "./device-auth.ts";

/** Parses an HTTP date; undefined for any other form. */
function dateIn(header: string | undefined): Date | undefined {
  const date = new Date(header ?? "");
  return !Number.isNaN(date.getTime()) && date.toUTCString() === header ? date : undefined;
}

/**
 * Answers 200 with the current pass, an ended one voided, or 304 when the phone has it. Neither 304 nor
 * HEAD builds a pass.
 */
export function updatedPass(deps: AppleDeps, requirePassToken: PassTokenCheck): Router {
  const router = Router();
  const recordFetch = createFetchRecorder(deps);
  router.get(
    "/apple/v1/passes/:passTypeIdentifier/:serialNumber",
    requirePassToken,
    async (req, res) => {
      const served = registeredPassOf(res);
      const { serialNumber, lastModified } = served;
      res.set({
        "Last-Modified": lastModified.toUTCString(),
        "Cache-Control": "private, no-store",
      });
      const since = dateIn(req.get("if-modified-since"));
      if (since && lastModified <= since) {
        res.status(304).end();
        return;
      }
      if (req.method === "HEAD") {
        res.type(passType).end();
        return;
      }
      const pass = await fetchPass(deps, { serialNumber, served });
      if (!pass) throw new AppError("unauthorized", "The ticket is not issued.");
      if (await sendPass(res, passType, pass)) await recordFetch({ serialNumber, ...pass });
    },
  );
  return router;
}
