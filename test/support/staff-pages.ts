import { randomBytes } from "node:crypto";
import { createDoorDevice } from "../../src/actions/door/create-door-device.ts";
import { createApiKey } from "../../src/actions/integrations/create-api-key.ts";
import { insertProviderUser } from "../../src/db/providers/provider-users.ts";
import { auditorPages } from "../../src/http/auditor/auditor-pages.tsx";
import { culturePages } from "../../src/http/culture/culture-pages.tsx";
import { operatorPages } from "../../src/http/operator/operator-pages.ts";
import { providerPages } from "../../src/http/provider/provider-pages.tsx";
import { proposeChange } from "./approved-change.ts";
import { anOffer, aPass, aProvider, aTemplate, testKeyRing, testNow } from "./builders.ts";
import { someOwnCodes } from "./own-codes.ts";
import { routesOf } from "./routes-of.ts";
import type { TestServer } from "./server.ts";

const long = "Ungdomsforeningen og idrettslaget i Øvre Gauldal og omegn, avdeling for friluftsliv";

/**
 * A provider of 5025 with an offer in each state, a template, an entrance, a key, colleagues and a webhook, all with long
 * names. Returns ids by the names that routes have for them, and those of the offers by state.
 */
export async function somethingOfEverything(
  deps: TestServer["deps"],
): Promise<Record<string, string>> {
  const { db } = deps;
  const { id: providerId } = await aProvider(db, { name: long });
  for (const state of ["invited", "suspended"] as const) await aProvider(db, { state });
  const template = await aTemplate(db, { providerId });
  const own = { providerId, templateId: template.id };
  const offers = new Map<string, string>();
  for (const state of ["draft", "returned", "paused", "closed", "open", "submitted"] as const) {
    const offer = await anOffer(db, { ...own, state, title: { nb: `${long}: ${state}` } });
    offers.set(state, offer.id);
    if (state === "paused") {
      const texts = { title: { nb: `${long}: new` }, description: { nb: long } };
      await proposeChange(deps, offer, texts);
    }
    if (state === "open") for (let n = 0; n < 3; n += 1) await aPass(db, { offer });
  }
  const coded = await anOffer(db, { ...own, state: "open", ownCodes: someOwnCodes });
  offers.set("coded", coded.id);
  let userId = "";
  for (const [role, email, at] of [
    ["owner", `${providerId}@provider.example`, null],
    ["staff", "waits@provider.example", null],
    ["staff", `${"long".repeat(12)}@provider.example`, new Date(testNow.getTime() - 3_600_000)],
  ] as const) {
    const user = { providerId, role, email };
    const id = await db.transaction((trx) => insertProviderUser(trx, testKeyRing, user));
    await db("provider_users").where({ id }).update({ invited_at: at });
    userId = id ?? "";
  }
  const actor = { role: "provider", id: userId, providerId } as const;
  await createDoorDevice(deps, { actor, name: long });
  await createApiKey(deps, { role: "provider", providerId, name: long, person: userId });
  const [webhook] = await db("webhooks")
    .insert({
      provider_id: providerId,
      url: `https://tickets.example/${"hooks/".repeat(12)}`,
      events: ["offer.approved"],
      secret_sealed: randomBytes(8),
      created_at: testNow,
    })
    .returning<{ id: string }[]>("id");
  const [ofOffice] = await db("webhooks")
    .insert({
      ...{ municipality_number: "5025", of_office: true, events: ["offer.submitted"] },
      ...{ url: "https://office.example/hook", secret_sealed: randomBytes(8) },
    })
    .returning<{ id: string }[]>("id");
  return {
    ...{ officeWebhookId: ofOffice?.id ?? "", userId },
    ...{ providerId, municipality: "5025", templateId: template.id, webhookId: webhook?.id ?? "" },
    ...{ offerId: offers.get("open") ?? "", ...Object.fromEntries(offers) },
  };
}

/** The test clock's month and year, where an address names one. */
const aTime: Record<string, string> = { month: "2027-01", year: "2027" };

/** The pages of providers, culture offices, auditors and operators that can be shown with these ids. */
export const staffPagesWith = (
  deps: TestServer["deps"],
  ids: Readonly<Record<string, string>>,
): string[] =>
  [providerPages(deps), culturePages(deps), auditorPages(deps), operatorPages(deps)]
    .flatMap(routesOf)
    .filter(
      ({ method, path }) => method === "get" && !/\.(csv|pdf|png)$|:token|\/session$/.test(path),
    )
    .map(({ path }) =>
      path.replace("/culture/webhooks/:webhookId", "/culture/webhooks/:officeWebhookId"),
    )
    .map((path) => path.replace(/:(\w+)/g, (name, key: string) => ids[key] ?? aTime[key] ?? name))
    .filter((path) => !path.includes(":"));
