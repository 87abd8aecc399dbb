import type { Pool } from "../../src/db/connect.ts";
import { insertTemplate } from "../../src/db/templates/templates.ts";
import { insertTemplateVersion } from "../../src/db/templates/template-versions.ts";
import type { Offer } from "../../src/domain/offers/offer.ts";
import { anOffer, aProvider, aTemplateDefinition } from "./builders.ts";
import { aPng } from "./ticket-content.ts";

/** An offer whose template has the images that Apple Wallet asks for. */
export async function anAppleOffer(
  db: Pool,
  overrides: Partial<Offer> = {},
  moreImages: [name: string, bytes: Buffer][] = [],
): Promise<Offer> {
  const provider = await aProvider(db);
  const images = new Map([
    ["icon.png", await aPng(38, 38)],
    ["icon@2x.png", await aPng(76, 76)],
    ["strip.png", await aPng(375, 144)],
    ["google-hero.png", await aPng(32, 16)],
    ...moreImages,
  ]);
  const { templateId, version } = await db.transaction(async (trx) => {
    const id = await insertTemplate(trx, provider.id);
    const template = { templateId: id, definition: aTemplateDefinition, images, artwork: {} };
    return { templateId: id, version: await insertTemplateVersion(trx, template) };
  });
  return anOffer(db, {
    providerId: provider.id,
    templateId,
    templateVersion: version,
    place: {
      name: "Skitrekket",
      address: "Skiveien 1",
      latitude: 62.5747,
      longitude: 11.3842,
    },
    ...overrides,
  });
}
