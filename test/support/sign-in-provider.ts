import type { BrowserContext } from "playwright-core";
import { insertProviderUser, usersOfProvider } from "../../src/db/providers/provider-users.ts";
import { providerSession } from "./sessions.ts";
import type { TestServer } from "./server.ts";

/** Signs an owner of the provider in, without the link from an e-mail; the value of the browser's cookie `provider`. */
export async function sessionOfProvider(
  deps: TestServer["deps"],
  providerId: string,
): Promise<string> {
  const { db, keyRing } = deps;
  const email = `${providerId}@provider.example`;
  const known = await usersOfProvider(db, keyRing, providerId);
  const userId =
    known[0]?.id ??
    (await db.transaction((trx) =>
      insertProviderUser(trx, keyRing, { providerId, email, role: "owner" }),
    ));
  return providerSession(deps, userId);
}

/** Signs an owner of the provider in on the browser. */
export async function signInProvider(
  { deps, url }: TestServer,
  context: BrowserContext,
  providerId: string,
): Promise<void> {
  const value = await sessionOfProvider(deps, providerId);
  await context.addCookies([{ name: "provider", value, url }]);
}
