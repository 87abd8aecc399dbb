import type { BrowserContext } from "playwright-core";
import { insertProviderUser, usersOfProvider } from "../../src/db/providers/provider-users.ts";
import { providerSession } from "./sessions.ts";
import type { TestServer } from "./server.ts";

/** Signs an owner of the provider in on the browser, without the link from an e-mail. */
export async function signInProvider(
  { deps, url }: TestServer,
  context: BrowserContext,
  providerId: string,
): Promise<void> {
  const { db, keyRing } = deps;
  const email = `${providerId}@provider.example`;
  const known = await usersOfProvider(db, keyRing, providerId);
  const userId =
    known[0]?.id ??
    (await db.transaction((trx) =>
      insertProviderUser(trx, keyRing, { providerId, email, role: "owner" }),
    ));
  const value = await providerSession(deps, userId);
  await context.addCookies([{ name: "provider", value, url }]);
}
