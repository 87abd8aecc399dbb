// https://developer.apple.com/documentation/walletpasses/adding_a_web_service_to_update_passes
import type { RequestHandler, Response } from "express";
import { createDeviceAuthentication } from "../../actions/apple/authenticate-device.ts";
import type { ServedPass } from "../../db/passes/served-passes.ts";
import { AppError } from "../../errors.ts";
import type { AppleDeps } from "./apple-deps.ts";

export type PassTokenCheck = RequestHandler<{ passTypeIdentifier: string; serialNumber: string }>;

/**
 * Creates what requires the pass's authenticationToken: `Authorization: ApplePass <token>`. An unknown pass and a
 * wrong token get the same AppError("unauthorized"). Mounted before the body is read.
 */
export function createPassTokenCheck(deps: AppleDeps): PassTokenCheck {
  const authenticate = createDeviceAuthentication(deps);
  return async (req, res, next) => {
    const header = /^ApplePass +(\S+)$/i.exec(req.get("authorization") ?? "");
    const { passTypeIdentifier, serialNumber } = req.params;
    const authenticationToken = header?.[1] ?? "";
    const pass = await authenticate({ passTypeIdentifier, serialNumber, authenticationToken });
    if (!pass) throw new AppError("unauthorized", "The token is not this ticket's.");
    res.locals["pass"] = pass;
    next();
  };
}

export function registeredPassOf(res: Response): ServedPass {
  return res.locals["pass"] as ServedPass;
}
