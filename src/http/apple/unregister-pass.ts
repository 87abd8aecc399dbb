// https://developer.apple.com/documentation/walletpasses/unregister-a-pass-for-update-notifications
import { Router } from "express";
import { unregisterDevice } from "../../actions/apple/unregister-device.ts";
import { isStorable } from "../api/parse.ts";
import type { AppleDeps } from "./apple-deps.ts";
import { requirePassToken } from "./device-auth.ts";

const path =
  "/apple/v1/devices/:deviceLibraryIdentifier/registrations/:passTypeIdentifier/:serialNumber";

/** 200, also when the phone never registered: phones take 204 for an error. */
export function unregisterPass(deps: AppleDeps): Router {
  const router = Router();
  router.delete(path, requirePassToken(deps));
  router.delete(path, async (req, res) => {
    const { deviceLibraryIdentifier, serialNumber } = req.params;
    if (isStorable(deviceLibraryIdentifier)) {
      await unregisterDevice(deps, { deviceLibraryIdentifier, serialNumber });
    }
    res.status(200).end();
  });
  return router;
}
