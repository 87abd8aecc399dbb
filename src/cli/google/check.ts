import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError } from "../../config/config-error.ts";
import { loadGooglePart, type GooglePart } from "../../config.ts";
import type { GoogleConfig } from "../../config/google.ts";
import { connect } from "../../db/connect.ts";
import { imagesForGoogle } from "../../db/templates/images.ts";
import { createGoogleClient } from "../../wallets/google/client.ts";
import { googleIds } from "../../wallets/google/ids.ts";
import { unlimited } from "../../wallets/google/rate-limiter.ts";
import { createSaveJwt } from "../../wallets/google/save-link.ts";
import { asking, type Ask } from "./ask.ts";
import { checkIssuer, checkRole, checkToken } from "./check-account.ts";
import { checkCallback, checkCallbackKeys, checkPublicUrl, checkRobots } from "./check-address.ts";
import {
  checkApproval,
  checkClassCallbacks,
  imagesOf,
  listClasses,
  type FoundClass,
} from "./check-classes.ts";
import { checkImages, type ImageToCheck } from "./check-images.ts";
import { failed, ok, skipped, textOfSteps, warning, type Step } from "./step.ts";

const timeoutMs = 10_000;
const retryPolicy = { timeoutMs, attempts: 2, maxWaitMs: 5_000, sleep };

const hint = (found: string) =>
  failed("configuration", found, "See docs/google.md, from issuer account to service account.");

/** Checks the configuration as the service does at its start. */
function checkConfiguration({ google, environment }: GooglePart): Step {
  if (!google) return hint("GOOGLE_ISSUER_ID and GOOGLE_SERVICE_ACCOUNT are not set");
  try {
    googleIds(google.issuerId, environment);
    createSaveJwt(google.serviceAccount, "https://tickets.example");
    return ok("configuration", `issuer ${google.issuerId}, ${google.serviceAccount.client_email}`);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return hint(error.faults.join("; "));
  }
}

/** Runs the checks that need Google; each depends on the one before. */
async function checkAtGoogle(google: GoogleConfig): Promise<{
  steps: Step[];
  classes?: FoundClass[];
}> {
  const token = await checkToken(google.serviceAccount, timeoutMs);
  const later = ["console role", "class approval"];
  if (token.state === "failed") {
    const rest = ["issuer id", ...later].map((name) => skipped(name, "needs an access token"));
    return { steps: [token, ...rest] };
  }
  const client = createGoogleClient(google, retryPolicy, unlimited);
  const issuer = await checkIssuer(client, google);
  if (issuer.state === "failed") {
    return { steps: [token, issuer, ...later.map((name) => skipped(name, "needs the issuer"))] };
  }
  const role = await checkRole(client, google);
  const account = google.serviceAccount.client_email;
  const classes = await listClasses(client, { issuerId: google.issuerId, account });
  return Array.isArray(classes)
    ? { steps: [token, issuer, role, checkApproval(classes)], classes }
    : { steps: [token, issuer, role, classes] };
}

/** The images of open offers, where the database is reachable. */
async function imagesOfOffers(
  databaseUrl: string | undefined,
  publicUrl: string,
): Promise<{ images: ImageToCheck[]; step: Step[] }> {
  if (databaseUrl === undefined) return { images: [], step: [] };
  const db = connect(databaseUrl, { max: 1 });
  try {
    const images = (await imagesForGoogle(db, 6)).map(({ name, hash }): ImageToCheck => ({
      role: name === "google-hero.png" ? "hero" : "logo",
      url: `${publicUrl}/images/${hash}.png`,
    }));
    return { images, step: [] };
  } catch (error) {
    const { message } = error as Error;
    const todo = "DATABASE_URL must lead to the service's database; it is only read here.";
    return { images: [], step: [warning("database", message, todo)] };
  } finally {
    await db.destroy();
  }
}

async function checkFromOutside(
  { publicUrl, databaseUrl, google }: GooglePart,
  classes: FoundClass[],
  ask: Ask,
): Promise<Step[]> {
  const address = checkPublicUrl(publicUrl);
  const keys = google ? [await checkCallbackKeys(google.callbackKeysUrl)] : [];
  if (publicUrl === undefined || address.state === "failed") {
    const reason = "needs a public https address";
    const names = ["callback", "class callbacks", "robots.txt", "images"];
    return [address, ...keys, ...names.map((name) => skipped(name, reason))];
  }
  const callbackUrl = `${publicUrl}/google/callback`;
  const { images, step } = await imagesOfOffers(databaseUrl, publicUrl);
  return [
    address,
    ...keys,
    await checkCallback(callbackUrl, ask),
    checkClassCallbacks(classes, callbackUrl),
    await checkRobots(publicUrl, ask),
    ...step,
    await checkImages([...images, ...imagesOf(classes)], ask),
  ];
}

/**
 * Checks each precondition of Google Wallet and reports what to do. Read-only, here and at Google.
 * `isSound` unless a step failed.
 */
export async function check({
  environment,
  ask = asking(timeoutMs),
}: {
  /** In place of the process's own. */
  environment?: Record<string, string | undefined>;
  ask?: Ask;
} = {}): Promise<{ steps: Step[]; text: string; isSound: boolean }> {
  const outcome = (steps: Step[]) => ({
    steps,
    text: textOfSteps(steps),
    isSound: steps.every(({ state }) => state !== "failed"),
  });
  let part: GooglePart;
  try {
    part = loadGooglePart(environment);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return outcome([hint(error.faults.join("; "))]);
  }
  const configuration = checkConfiguration(part);
  if (!part.google || configuration.state === "failed") return outcome([configuration]);
  const { steps, classes = [] } = await checkAtGoogle(part.google);
  return outcome([configuration, ...steps, ...(await checkFromOutside(part, classes, ask))]);
}
