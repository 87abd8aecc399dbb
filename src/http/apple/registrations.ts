// https://developer.apple.com/documentation/walletpasses/register-a-pass-for-update-notifications
// https://developer.apple.com/documentation/walletpasses/unregister-a-pass-for-update-notifications
import { Router } from "express";
import { z } from "zod";
import { registerDevice } from "../../actions/apple/register-device.ts";
import { unregisterDevice } from "../../actions/apple/unregister-device.ts";
import { isStorable, parse } from "../api/parse.ts";
import type { AppleDeps } from "./apple-deps.ts";
import type { PassTokenCheck } from "./device-auth.ts";
import { deviceBody } from "./device-body.ts";

const path =
  "/apple/v1/devices/:deviceLibraryIdentifier/registrations/:passTypeIdentifier/:serialNumber";
const params = z.object({
  deviceLibraryIdentifier: z.string().regex(/^[\x21-\x7e]{1,200}$/),
  serialNumber: z.string(),
});
const body = z.object({ pushToken: z.string().regex(/^[0-9A-Fa-f]{1,200}$/) });

/**
 * Registers a pass on a device, 201 for a new registration and 200 for a known one, and unregisters it:
 * always 200, since phones take 204 for an error.
 */
export function registrations(deps: AppleDeps, requirePassToken: PassTokenCheck): Router {
  const router = Router();
  router.post(path, requirePassToken);
  router.post(path, deviceBody, async (req, res) => {
    const { deviceLibraryIdentifier, serialNumber } = parse(params, req.params);
    const { pushToken } = parse(body, req.body);
    const registration = { deviceLibraryIdentifier, serialNumber, pushToken };
    const outcome = await registerDevice(deps, registration);
    res.status(outcome === "created" ? 201 : 200).end();
  });
  router.delete(path, requirePassToken);
  router.delete(path, async (req, res) => {
    const { deviceLibraryIdentifier, serialNumber } = req.params;
    if (isStorable(deviceLibraryIdentifier)) {
      await unregisterDevice(deps, { deviceLibraryIdentifier, serialNumber });
    }
    res.status(200).end();
  });
  return router;
}
