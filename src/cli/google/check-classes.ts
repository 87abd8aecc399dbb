import type { walletobjects_v1 } from "@googleapis/walletobjects";
import { verticals } from "../../wallets/google/class-json.ts";
import type { GoogleClient } from "../../wallets/google/client.ts";
import { GoogleError } from "../../wallets/google/google-error.ts";
import { failed, ok, skipped, warning, type Step } from "./step.ts";

/** The compared fields, which the classes of all verticals have. */
export type FoundClass = Pick<
  walletobjects_v1.Schema$EventTicketClass & walletobjects_v1.Schema$OfferClass,
  "id" | "reviewStatus" | "review" | "callbackOptions" | "logo" | "titleImage" | "heroImage"
>;

const pageSize = 100;
/** Enough for a check; a country has some thousands of classes. */
const maxPages = 10;

async function classesOf(client: GoogleClient, issuerId: string, vertical: string) {
  const found: FoundClass[] = [];
  let token: string | null | undefined;
  for (let pages = 0; pages < maxPages; pages += 1) {
    const query = new URLSearchParams({
      issuerId,
      maxResults: String(pageSize),
      ...(token && { token }),
    });
    const page = (await client.request({
      method: "GET",
      path: `${vertical}Class?${query.toString()}`,
    })) as walletobjects_v1.Schema$EventTicketClassListResponse | undefined;
    found.push(...(page?.resources ?? []));
    token = page?.pagination?.nextPageToken;
    if (!token) break;
  }
  return found;
}

/** Lists the issuer's classes of every vertical, or returns why it cannot. */
export async function listClasses(
  client: GoogleClient,
  { issuerId, account }: { issuerId: string; account: string },
): Promise<FoundClass[] | Step> {
  try {
    const lists: FoundClass[][] = [];
    for (const vertical of Object.values(verticals)) {
      lists.push(await classesOf(client, issuerId, vertical));
    }
    return lists.flat();
  } catch (error) {
    if (!(error instanceof GoogleError)) throw error;
    const todo =
      error.status === 403
        ? `In the Google Wallet console, under Users: invite ${account} with the access level Developer.`
        : "Try again; Google's own words say what is wrong.";
    return failed(
      "classes",
      `Google answered ${error.status ?? "nothing"}: ${error.googleMessage}`,
      todo,
    );
  }
}

const namesOf = (classes: FoundClass[]) =>
  classes
    .slice(0, 5)
    .map(({ id, review }) =>
      review?.comments === undefined ? id : `${id ?? ""} (“${review.comments}”)`,
    )
    .join(", ");

/** Checks that Google approved the classes. Generic classes are not reviewed. */
export function checkApproval(classes: FoundClass[]): Step {
  const name = "class approval";
  if (classes.length === 0) {
    return skipped(name, "no class yet: the first one is made when somebody first saves a ticket");
  }
  const having = (...statuses: string[]) =>
    classes.filter(({ reviewStatus }) => statuses.includes(reviewStatus?.toUpperCase() ?? ""));
  const rejected = having("REJECTED");
  if (rejected.length > 0) {
    return failed(
      name,
      `${rejected.length} of ${classes.length} classes rejected: ${namesOf(rejected)}`,
      "Change what Google's comment names in the offer or its template: the next version is sent for review by itself. Without a comment, write to Google Wallet's support with the class id.",
    );
  }
  const waiting = having("UNDER_REVIEW", "DRAFT");
  if (waiting.length > 0) {
    return warning(
      name,
      `${waiting.length} of ${classes.length} classes not approved yet: ${namesOf(waiting)}`,
      "Approval is automatic and takes minutes. After a day, write to Google Wallet's support.",
    );
  }
  return ok(name, `${classes.length} classes, none waiting or rejected`);
}

/** Checks that the classes' callback URL is this service's. */
export function checkClassCallbacks(classes: FoundClass[], callbackUrl: string): Step {
  const name = "class callbacks";
  const elsewhere = classes.filter(({ callbackOptions }) => callbackOptions?.url !== callbackUrl);
  if (classes.length === 0) return skipped(name, "no class yet");
  if (elsewhere.length === 0) return ok(name, "every class reports here");
  return warning(
    name,
    `${elsewhere.length} of ${classes.length} classes do not report to ${callbackUrl}: ${namesOf(elsewhere)}`,
    "They were made under another PUBLIC_URL or by another service. One of ours gets the new address with its offer's next change.",
  );
}

export function imagesOf(classes: FoundClass[]): { role: "logo" | "hero"; url: string }[] {
  return classes.flatMap(({ logo, titleImage, heroImage }) => {
    const logoUrl = (logo ?? titleImage)?.sourceUri?.uri;
    const heroUrl = heroImage?.sourceUri?.uri;
    return [
      ...(logoUrl ? [{ role: "logo" as const, url: logoUrl }] : []),
      ...(heroUrl ? [{ role: "hero" as const, url: heroUrl }] : []),
    ];
  });
}
