import { recipientBodyExample } from "./recipient-examples.ts";
import { exampleIds } from "./example-ids.ts";

/** The detail of `not_found` by path parameter. */
export const unknownInPath: Readonly<Record<string, string>> = {
  allocationId: "There is no such allocation.",
  batchId: "There is no such batch.",
  deliveryId: "You have no such webhook.",
  doorDeviceId: "You have no such scanner.",
  drawId: "There is no such draw.",
  handOutId: "There is no such hand-out.",
  linkId: "There is no such hand-out.",
  month: "There is nothing at this address.",
  offerId: "There is no such offer.",
  providerId: "There is no such provider.",
  reference: "There is no recipient with this reference.",
  scanId: "This scanner has no accepted scan with this id.",
  serialNumber: "There is no such ticket.",
  templateId: "There is no such template.",
  webhookId: "You have no such webhook.",
  year: "There is nothing at this address.",
};

/** Examples by parameter name: a name means the same in every path and query. */
export const parameterExamples: Readonly<Record<string, unknown>> = {
  allocationId: exampleIds.allocation,
  batchId: exampleIds.codeBatch,
  cursor: "MjAyNy0wNC0xMVQyMjowMDowMC4wMDBaIDBiMmQ2YzNl",
  deliveryId: exampleIds.delivery,
  doorDeviceId: exampleIds.doorDevice,
  drawId: exampleIds.draw,
  handOutId: exampleIds.handOut,
  linkId: exampleIds.handOutLink,
  externalId: "season-2027-day-pass",
  language: "nn",
  limit: 50,
  month: "2027-02",
  municipality: "5026",
  offerId: exampleIds.offer,
  since: "1800000000000000_812",
  open: "true",
  providerId: exampleIds.provider,
  recipient: recipientBodyExample.reference,
  reference: recipientBodyExample.reference,
  scanId: "gate-2-000417",
  serialNumber: exampleIds.serialNumber,
  side: "back",
  state: "open",
  updatedSince: "2026-11-16T12:10:00Z",
  templateId: exampleIds.template,
  wallet: "apple",
  webhookId: exampleIds.webhook,
  year: "2027",
};
