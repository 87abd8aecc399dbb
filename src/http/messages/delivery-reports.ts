import express, { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { recordDeliveryReport } from "../../actions/recipients/record-delivery-report.ts";
import { readDeliveryReport } from "../../domain/recipients/delivery-report.ts";
import { AppError } from "../../errors.ts";
import { isSameSecret, takeUnread } from "./reports.ts";

/**
 * Routes `POST /messages/reports/{secret}`, to which the SMS gateway posts what became of a message, and
 * `POST /messages/reports` with the gateway's own bearer token for the generic one. A request with the
 * secret gets 200, also for an unknown message, which may be recorded a moment later; any other request 404.
 */
export function deliveryReports(deps: Deps): Router {
  const router = Router();
  const { sms } = deps.config;
  if (!sms) return router;
  const bodies = [
    express.json({ limit: "16kb", type: ["json", "+json", "text/plain"] }),
    express.urlencoded({ extended: false, limit: "16kb" }),
  ];

  router.post(["/messages/reports", "/messages/reports/:secret"], (request, _response, next) => {
    const { secret } = request.params as { secret?: string };
    const { gateway, reportSecret, token } = sms;
    const isKnown =
      secret === undefined
        ? gateway === "generic" &&
          isSameSecret(request.get("authorization") ?? "", `Bearer ${token}`)
        : reportSecret !== undefined && isSameSecret(secret, reportSecret);
    next(isKnown ? undefined : new AppError("not_found", "There is nothing at this address."));
  });
  router.post(
    ["/messages/reports", "/messages/reports/:secret"],
    ...bodies,
    async (request, response) => {
      const body: unknown = request.body;
      for (const each of Array.isArray(body) ? (body as unknown[]).slice(0, 100) : [body]) {
        const report = readDeliveryReport(sms.gateway, each);
        if (report) await recordDeliveryReport(deps, report);
      }
      response.status(200).json({ received: true });
    },
  );
  router.use("/messages/reports", takeUnread);
  return router;
}
