// https://developer.apple.com/documentation/walletpasses/log-a-message
import { Router } from "express";
import { z } from "zod";
import { createDeviceLogRecorder } from "../../actions/apple/record-device-logs.ts";
import { AppError } from "../../errors.ts";
import type { AppleDeps } from "./apple-deps.ts";
import { deviceBody } from "./device-body.ts";

const body = z.object({ logs: z.array(z.string()) });

/**
 * Counts the lines of a device log and answers 200. The call is unauthenticated, so nothing depends on
 * them.
 */
export function logMessages(deps: AppleDeps): Router {
  const router = Router();
  const record = createDeviceLogRecorder(deps);
  router.post("/apple/v1/log", deviceBody, async (req, res) => {
    const { success, data } = body.safeParse(req.body);
    if (!success) throw new AppError("validation_failed", "These are no log lines.");
    await record(data);
    res.status(200).end();
  });
  return router;
}
