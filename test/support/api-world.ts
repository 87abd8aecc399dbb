import { createApiKey } from "../../src/actions/integrations/create-api-key.ts";
import { apiClient, type ApiClient } from "./api-client.ts";
import { aMunicipality, aProvider, aTemplate } from "./builders.ts";
import type { TestServer } from "./server.ts";

/** Two of each caller, so that every test can try to reach what is the other's. */
export interface ApiWorld {
  provider: ApiClient;
  providerId: string;
  otherProvider: ApiClient;
  otherProviderId: string;
  nav: ApiClient;
  otherNav: ApiClient;
  culture: ApiClient;
  otherCulture: ApiClient;
  nobody: ApiClient;
  /** What POST /api/v1/offers takes. */
  offerBody: Record<string, unknown>;
}

/** Røros (5025) with a provider and its offices, and beside it Os (3430). */
export async function apiWorld(server: TestServer): Promise<ApiWorld> {
  const { deps } = server;
  const { db } = deps;
  const [here, there] = [await aMunicipality(db, "5025"), await aMunicipality(db, "3430")];
  const provider = await aProvider(db, { municipality: here });
  const otherProvider = await aProvider(db, { municipality: there });
  const template = await aTemplate(db, { providerId: provider.id });
  const withKey = async (owner: Parameters<typeof createApiKey>[1]) =>
    apiClient(server, (await createApiKey(deps, owner)).key);
  const office = (role: "nav" | "culture", municipality: string) => {
    const named = { municipalities: [municipality], name: "test" };
    return withKey(role === "nav" ? { role, ...named, seesProtected: true } : { role, ...named });
  };
  return {
    provider: await withKey({ role: "provider", providerId: provider.id, name: "test" }),
    providerId: provider.id,
    otherProvider: await withKey({ role: "provider", providerId: otherProvider.id, name: "test" }),
    otherProviderId: otherProvider.id,
    nav: await office("nav", here),
    otherNav: await office("nav", there),
    culture: await office("culture", here),
    otherCulture: await office("culture", there),
    nobody: apiClient(server),
    offerBody: {
      templateId: template.id,
      title: { nb: "Dagskort alpin", en: "Day lift pass" },
      category: "ski",
      quota: 10,
      validFrom: "2026-12-19",
      validUntil: "2027-04-11",
      ageFrom: 5,
      ageTo: 16,
      municipalities: ["5025"],
      perRecipient: 3,
      companions: 1,
      uses: 1,
      refundPerAdmissionOre: 12000,
    },
  };
}

/** Creates an open offer over the API: draft, submission, approval. */
export async function anOpenOffer(
  { provider, culture, offerBody }: ApiWorld,
  changes: Record<string, unknown> = {},
): Promise<string> {
  const draft = await provider.post("/api/v1/offers", { ...offerBody, ...changes });
  const id = String(draft.body["id"]);
  await provider.post(`/api/v1/offers/${id}/submit`);
  await culture.post(`/api/v1/offers/${id}/approve`);
  return id;
}
