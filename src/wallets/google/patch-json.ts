import { walletTexts } from "../wallet-texts.ts";
import { localized } from "./localized.ts";
import type { ClassBody, Vertical } from "./class-json.ts";
import type { Notice } from "./google-wallet.ts";
import type { ObjectBody } from "./object-json.ts";

/** Optional fields, which a patch sets to null when the body lacks them: an omitted field would stay. */
const optional: Record<`${Vertical}${"Class" | "Object"}`, readonly string[]> = {
  eventTicketClass: [
    "logo",
    "heroImage",
    "venue",
    "dateTime",
    "classTemplateInfo",
    "textModulesData",
  ],
  offerClass: [
    "titleImage",
    "heroImage",
    "localizedDetails",
    "classTemplateInfo",
    "textModulesData",
  ],
  genericClass: ["classTemplateInfo", "textModulesData"],
  eventTicketObject: ["barcode", "textModulesData", "merchantLocations"],
  offerObject: ["barcode", "textModulesData", "merchantLocations"],
  genericObject: ["barcode", "textModulesData", "merchantLocations", "logo", "heroImage"],
};

/** Stays on the back of the ticket until the next message replaces it. */
const changed = {
  id: "changed",
  messageType: "TEXT",
  localizedHeader: localized(walletTexts.changed),
  localizedBody: localized(walletTexts.changedTo),
};

/**
 * Builds a patch that leaves nothing of an earlier body. With a notice it triggers a notification; beyond
 * Google's three a day it adds a message in the same call, so that a repeated attempt leaves one message.
 * https://developers.google.com/wallet/generic/resources/performance-tips#patch
 */
export function patchJson(
  resource: keyof typeof optional,
  body: ClassBody | ObjectBody,
  { notice = "none", erased = false }: { notice?: Notice; erased?: boolean } = {},
): object {
  const generic = resource.startsWith("generic");
  const gone = optional[resource].filter((member) => !Object.hasOwn(body, member));
  return {
    ...body,
    ...Object.fromEntries(gone.map((member) => [member, null])),
    ...(erased && !generic && { messages: null }),
    ...(notice === "phone" && !generic && { notifyPreference: "NOTIFY_ON_UPDATE" }),
    ...(notice === "text" && !generic && { messages: [changed] }),
  };
}
