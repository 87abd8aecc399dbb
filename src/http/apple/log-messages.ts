// https://developer.apple.com/documentation/walletpasses/log-a-message
import { Router } from "express";
import { z } from "zod";
import { recordPhoneLogs } from "../../actions/record-phone-logs.ts";
import { AppError } from "../../errors.ts";
import type { AppleDeps } from "./apple-deps.ts";
import { phoneBody } from "./phone-body.ts";

const body = z.object({ logs: z.array(z.string()) });

/** 200. Anyone may send lines, so they are counted and never acted on. */
export function logMessages(deps: AppleDeps): Router {
  const router = Router();
  router.post("/apple/v1/log", phoneBody, async (req, res) => {
    const { success, data } = body.safeParse(req.body);
    if (!success) throw new AppError("validation_failed", "These are no log lines.");
    await recordPhoneLogs(deps, data);
    res.status(200).end();
  });
  return router;
}
