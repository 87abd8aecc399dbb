import { readdir, readFile } from "node:fs/promises";
import { checkTemplate } from "../../src/domain/templates/template-check.ts";
import { artworkRoles, type TemplateDefinition } from "../../src/domain/templates/template.ts";
import { renderArtwork } from "../../src/wallets/artwork/render-artwork.ts";
import { contentOf, type TicketContent } from "../../src/wallets/content.ts";
import { shippedImages } from "./database.ts";

const folder = new URL("../../templates/", import.meta.url);

let kept: ReturnType<typeof shippedImages> | undefined;

export interface ShippedTemplate {
  slug: string;
  definition: TemplateDefinition;
  images: Map<string, Buffer>;
  /** With an offer that has something for every source of a field. */
  content: TicketContent;
}

/** A benchmark has no test server that keeps the images, and renders them. */
async function imagesOf(slug: string, definition: TemplateDefinition) {
  if (process.env["TEST_SERVICE_URL"] !== undefined) {
    kept ??= shippedImages();
    return (await kept).get(slug) ?? new Map<string, Buffer>();
  }
  const artwork = await Promise.all(
    artworkRoles.map(
      async (role) => [role, await readFile(new URL(`${slug}/${role}.svg`, folder))] as const,
    ),
  );
  return renderArtwork(Object.fromEntries(artwork), definition);
}

async function read(slug: string): Promise<ShippedTemplate> {
  const json = await readFile(new URL(`${slug}/template.json`, folder), "utf8");
  const checked = checkTemplate(JSON.parse(json));
  if ("errors" in checked) throw new Error(`templates/${slug}: ${JSON.stringify(checked.errors)}`);
  const { definition } = checked;
  const images = await imagesOf(slug, definition);
  const start = new Date("2027-03-12T19:00:00+01:00");
  const content = contentOf(
    definition,
    {
      id: "0f2b7c1e-5d0a-4c55-9c8e-6a3c1f4d2b90",
      providerId: "5f0f9e0e-6d5f-4b0a-8a83-0d7f6a6f7c11",
      state: "open",
      templateId: "b7c2f6d4-1111-4f5e-9d55-2f0a6a1c9e01",
      templateVersion: 1,
      contentVersion: 1,
      title: {
        nb: 'En "god" dag \\ ute 🎿',
        nn: 'Ein "god" dag \\ ute 🎿',
        en: 'A "good" day \\ out 🎿',
        sma: "Buerie biejjie",
      },
      description: { nb: "Møt opp i god tid.\nVelkommen!", en: "Be early.\nWelcome!" },
      category: "other",
      quota: 100,
      allocated: 0,
      validity: {
        from: new Date("2026-12-19T00:00:00+01:00"),
        until: new Date("2027-07-01T00:00:00+02:00"),
      },
      ...(definition.style === "event" && {
        event: {
          doors: new Date("2027-03-12T18:00:00+01:00"),
          start,
          end: new Date("2027-03-12T21:00:00+01:00"),
        },
      }),
      ageFrom: 2,
      ageTo: 16,
      municipalities: ["5025"],
      perRecipient: 1,
      companions: 1,
      uses: 10,
      refundPerAdmissionOre: 0,
      place: {
        name: "Storsalen",
        address: "Bergmannsgata 1, 7374 Røros",
        latitude: 62.5747,
        longitude: 11.3842,
      },
    },
    { name: "Bergstaden kulturhus" },
  );
  return { slug, definition, images, content };
}

let loaded: Promise<ShippedTemplate[]> | undefined;

/** Every template in the templates folder, rendered once in a test run. */
export function shippedTemplates(): Promise<ShippedTemplate[]> {
  loaded ??= readdir(folder, { withFileTypes: true }).then((entries) =>
    Promise.all(
      entries
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort()
        .map(read),
    ),
  );
  return loaded;
}
