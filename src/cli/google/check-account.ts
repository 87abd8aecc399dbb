import type { walletobjects_v1 } from "@googleapis/walletobjects";
import type { GoogleConfig } from "../../config/google.ts";
import { createAccessToken } from "../../wallets/google/access-token.ts";
import type { GoogleClient } from "../../wallets/google/client.ts";
import { GoogleError } from "../../wallets/google/google-error.ts";
import { failed, ok, warning, type Step } from "./step.ts";

const walletConsole = "https://pay.google.com/business/console";

const refusalOf = (error: unknown): GoogleError => {
  if (error instanceof GoogleError) return error;
  throw error;
};

/** Checks that Google accepts the service account's key. `timeout` in milliseconds. */
export async function checkToken(
  account: GoogleConfig["serviceAccount"],
  timeout: number,
): Promise<Step> {
  const name = "access token";
  try {
    await createAccessToken(account, timeout).current();
    return ok(name, `Google takes the key of ${account.client_email}`);
  } catch (error) {
    const { status, googleMessage } = refusalOf(error);
    return status === undefined
      ? failed(
          name,
          `no answer from ${account.token_uri}: ${googleMessage}`,
          "Let this machine out to that address over https, and look at its DNS and its clock.",
        )
      : failed(
          name,
          `Google answered ${status}: ${googleMessage}`,
          "In Google Cloud, under IAM, Service accounts: is the account there and enabled, and is the key one of its keys? Make a new JSON key for GOOGLE_SERVICE_ACCOUNT. A clock that is minutes off has the same effect.",
        );
  }
}

function issuerRemedy({ status, googleMessage }: GoogleError, account: string): string {
  if (status === undefined || status >= 500 || status === 429) {
    return "Try again; look at https://status.cloud.google.com.";
  }
  if (/has not been used in project|is disabled|SERVICE_DISABLED/i.test(googleMessage)) {
    return "In Google Cloud, under APIs & Services: enable the Google Wallet API in the service account's project. It takes some minutes to have effect.";
  }
  return status === 403
    ? `In the Google Wallet console (${walletConsole}), under Users: invite ${account} with the access level Developer. If it is there, GOOGLE_ISSUER_ID is another issuer's.`
    : `GOOGLE_ISSUER_ID must be the number that the Google Wallet console (${walletConsole}) shows under Google Wallet API.`;
}

/** Checks that the issuer exists and that the service account is one of its users. */
export async function checkIssuer(client: GoogleClient, google: GoogleConfig): Promise<Step> {
  const { issuerId, serviceAccount } = google;
  const name = "issuer id";
  try {
    const issuer = (await client.request({ method: "GET", path: `issuer/${issuerId}` })) as
      walletobjects_v1.Schema$Issuer | undefined;
    return ok(name, `${issuerId} is ${issuer?.name ?? "an issuer without a name"}`);
  } catch (error) {
    const refusal = refusalOf(error);
    const found = `Google answered ${refusal.status ?? "nothing"}: ${refusal.googleMessage}`;
    return failed(name, found, issuerRemedy(refusal, serviceAccount.client_email));
  }
}

/** Checks that the service account may write. */
export async function checkRole(client: GoogleClient, google: GoogleConfig): Promise<Step> {
  const { issuerId, serviceAccount } = google;
  const name = "console role";
  const account = serviceAccount.client_email;
  const unknown = (found: string) =>
    warning(
      name,
      found,
      `In the Google Wallet console, under Users, ${account} must have the access level Developer or Admin.`,
    );
  try {
    const answer = (await client.request({ method: "GET", path: `permissions/${issuerId}` })) as
      walletobjects_v1.Schema$Permissions | undefined;
    const own = answer?.permissions?.find(({ emailAddress }) => emailAddress === account);
    const role = own?.role?.toUpperCase();
    if (role === undefined) return unknown("Google lists no role for the service account itself");
    if (role === "WRITER" || role === "OWNER") return ok(name, `the service account is ${role}`);
    return failed(
      name,
      `the service account is ${role} and may not write`,
      `In the Google Wallet console, under Users: give ${account} the access level Developer.`,
    );
  } catch (error) {
    const { status, googleMessage } = refusalOf(error);
    return unknown(
      `Google does not say (${status ?? "no answer"}: ${googleMessage}); that is usual for an account that is not Admin`,
    );
  }
}
