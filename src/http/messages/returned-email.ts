import express, { Router } from "express";
import PostalMime from "postal-mime";
import type { Deps } from "../../actions/deps.ts";
import { recordDeliveryReport } from "../../actions/recipients/record-delivery-report.ts";
import { readDeliveryStatus } from "../../domain/recipients/delivery-status.ts";
import { AppError } from "../../errors.ts";
import { isSameSecret, takeUnread } from "./reports.ts";

/** A notification has three parts; the parser takes some microseconds for each, on the main thread. */
const maxBoundaryLines = 50;

const statusTypes = new Set(["message/delivery-status", "message/global-delivery-status"]);
const receiverFields = new Set(["to", "delivered-to", "x-original-to", "x-envelope-to"]);

/** Undefined for what is no delivery status notification, such as an answer that says "on holiday". */
async function readNotification(message: Buffer) {
  if ((message.toString("latin1").match(/^--/gm)?.length ?? 0) > maxBoundaryLines) return undefined;
  const email = await PostalMime.parse(message, {
    forceRfc822Attachments: true,
  });
  const status = email.attachments.find(({ mimeType }) => statusTypes.has(mimeType))?.content;
  if (status === undefined) return undefined;
  return readDeliveryStatus({
    receivers: email.headers.filter(({ key }) => receiverFields.has(key)).map(({ value }) => value),
    status: new TextDecoder().decode(status as ArrayBuffer),
  });
}

/**
 * Routes `POST /messages/returned/{secret}`, to which the mail server hands each e-mail that arrives at
 * EMAIL_RETURN_ADDRESS, as it came (`message/rfc822`). A request with the secret gets 200, also for one that is no
 * notification; any other request 404.
 */
export function returnedEmail(deps: Deps): Router {
  const router = Router();
  const { emailReturns } = deps.config;
  if (!emailReturns) return router;

  router.post(
    "/messages/returned/:secret",
    (request, _response, next) => {
      const isKnown = isSameSecret(request.params.secret, emailReturns.secret);
      next(isKnown ? undefined : new AppError("not_found", "There is nothing at this address."));
    },
    express.raw({ type: "message/rfc822", limit: "256kb" }),
    async (request, response) => {
      const body: unknown = request.body;
      const report = Buffer.isBuffer(body)
        ? await readNotification(body).catch(() => undefined)
        : undefined;
      if (report) await recordDeliveryReport(deps, report);
      response.status(200).json({ received: true });
    },
  );
  router.use("/messages/returned", takeUnread);
  return router;
}
