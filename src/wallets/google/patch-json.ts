import { localized } from "./localized.ts";
import type { ClassBody, Vertical } from "./class-json.ts";
import type { Notice } from "./google-wallet.ts";
import type { ObjectBody } from "./object-json.ts";

/** What an earlier body may have had: left out, it would stay; null takes it away. */
const optional: Record<`${Vertical}${"Class" | "Object"}`, readonly string[]> = {
  eventTicketClass: ["logo", "heroImage", "venue", "dateTime", "textModulesData"],
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

/** Stays on the back of the ticket until the next one takes its place. */
const changed = {
  id: "changed",
  messageType: "TEXT",
  localizedHeader: localized({
    nb: "Billetten er endret",
    nn: "Billetten er endra",
    en: "Your ticket has changed",
  }),
  localizedBody: localized({
    nb: "Her ser du hva som gjelder nå.",
    nn: "Her ser du kva som gjeld no.",
    en: "This is how it stands now.",
  }),
};

/**
 * The body as a patch that leaves nothing of an earlier body behind. With a notice it is told on the
 * phone; beyond Google's three a day it comes as a message, in the same call, so that a repeated
 * attempt leaves one message and not two.
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
