import { providerEndpoints } from "../culture/provider-endpoints.ts";
import { declineEndpoints } from "../culture/decline-endpoints.ts";
import { paymentSheetEndpoints } from "../culture/payment-sheet-endpoints.ts";
import { attestationEndpoints } from "../culture/settlement-endpoints.ts";
import { reportEndpoints } from "../culture/report-endpoints.ts";
import { reviewEndpoints } from "../culture/review-endpoints.ts";
import type { Endpoint } from "../api/endpoint.ts";
import { allocationEndpoints } from "../nav/allocation-endpoints.ts";
import { drawEndpoints } from "../nav/draw-endpoints.ts";
import { listEndpoints } from "../nav/list-endpoints.ts";
import { messageEndpoints } from "../nav/message-endpoints.ts";
import { passEndpoints } from "../nav/pass-endpoints.ts";
import { claimLinkEndpoints } from "../nav/claim-link-endpoints.ts";
import { recipientEndpoints } from "../nav/recipient-endpoints.ts";
import { reminderEndpoint } from "../nav/reminder-endpoint.ts";
import { waitingListEndpoints } from "../nav/waiting-list-endpoints.ts";
import { recipientExportEndpoints } from "../nav/recipient-export.ts";
import { recipientListEndpoints } from "../nav/recipient-list-endpoints.ts";
import { codeEndpoints } from "../provider/codes/code-endpoints.ts";
import { codeUploadEndpoint } from "../provider/codes/code-upload-endpoint.ts";
import { codeUseEndpoints } from "../provider/codes/code-use-endpoints.ts";
import { complimentaryEndpoints } from "../provider/complimentary-endpoints.ts";
import { doorDeviceEndpoints } from "../provider/door-device-endpoints.ts";
import { offerBatchEndpoint } from "../provider/offers/offer-batch-endpoint.ts";
import { offerEndpoints } from "../provider/offers/offer-endpoints.ts";
import { offerStateEndpoints } from "../provider/offers/offer-state-endpoints.ts";
import { settlementEndpoints } from "../provider/statistics/settlement-endpoints.ts";
import { statisticsEndpoints } from "../provider/statistics/statistics-endpoints.ts";
import { templatePreviewEndpoints } from "../provider/templates/template-preview-endpoints.ts";
import { templatePublishEndpoints } from "../provider/templates/template-publish-endpoints.ts";
import { webhookDeliveryEndpoints } from "../provider/integrations/webhook-delivery-endpoints.ts";
import { webhookEndpoints } from "../provider/integrations/webhook-endpoints.ts";

/** The endpoints that take an API key and are defined with `endpoint`. */
export const apiEndpoints: readonly Endpoint[] = [
  ...templatePreviewEndpoints,
  ...templatePublishEndpoints,
  offerBatchEndpoint,
  ...offerEndpoints,
  ...offerStateEndpoints,
  codeUploadEndpoint,
  ...complimentaryEndpoints,
  ...codeEndpoints,
  ...codeUseEndpoints,
  ...statisticsEndpoints,
  ...settlementEndpoints,
  ...attestationEndpoints,
  ...reportEndpoints,
  ...webhookEndpoints,
  ...webhookDeliveryEndpoints,
  ...doorDeviceEndpoints,
  ...providerEndpoints,
  ...reviewEndpoints,
  ...declineEndpoints,
  ...paymentSheetEndpoints,
  ...recipientEndpoints,
  ...claimLinkEndpoints,
  ...recipientExportEndpoints,
  ...recipientListEndpoints,
  ...allocationEndpoints,
  ...messageEndpoints,
  reminderEndpoint,
  ...drawEndpoints,
  ...waitingListEndpoints,
  ...passEndpoints,
  ...listEndpoints,
];
