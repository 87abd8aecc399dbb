// https://developer.apple.com/documentation/walletpasses/register-a-pass-for-update-notifications
import { Router } from "express";
import { z } from "zod";
import { registerDevice } from "../../actions/apple/register-device.ts";
import { parse } from "../api/parse.ts";
import type { AppleDeps } from "./apple-deps.ts";
import { requirePassToken } from "./device-auth.ts";
import { deviceBody } from "./device-body.ts";

const path =
  "/apple/v1/devices/:deviceLibraryIdentifier/registrations/:passTypeIdentifier/:serialNumber";
const params = z.object({
  deviceLibraryIdentifier: z.string().regex(/^[\x21-\x7e]{1,200}$/),
  serialNumber: z.string(),
});
const body = z.object({ pushToken: z.string().regex(/^[0-9A-Fa-f]{1,200}$/) });

/** 201 for a new registration, 200 for a known one. */
export function registerPass(deps: AppleDeps): Router {
  const router = Router();
  router.post(path, requirePassToken(deps));
  router.post(path, deviceBody, async (req, res) => {
    const { deviceLibraryIdentifier, serialNumber } = parse(params, req.params);
    const { pushToken } = parse(body, req.body);
    const registration = { deviceLibraryIdentifier, serialNumber, pushToken };
    const outcome = await registerDevice(deps, registration);
    res.status(outcome === "created" ? 201 : 200).end();
  });
  return router;
}
