import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { insertTemplateVersion } from "../../db/templates/template-versions.ts";
import { lockShippedTemplate, shippedTemplates } from "../../db/templates/shipped-templates.ts";
import { checkTemplate } from "../../domain/templates/template-check.ts";
import { artworkRoles, type ArtworkRole } from "../../domain/templates/template.ts";
import { renderArtwork, rendererVersion } from "../../wallets/artwork/render-artwork.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

// dist/ stands beside templates/ as src/ does.
const folder = new URL("../../../templates/", import.meta.url);

interface Source {
  slug: string;
  definition: unknown;
  artwork: Record<ArtworkRole, Buffer>;
  hash: string;
}

/**
 * Updates the shipped templates in the database from the templates folder and returns their ids by slug.
 * A changed template is rendered and becomes a new version. Safe to run in several processes at once.
 * Throws when a shipped template is invalid by the rules for providers' templates.
 */
export async function loadShippedTemplates({ db }: Pick<Deps, "db">): Promise<Map<string, string>> {
  const sources = await readSources();
  const known = await shippedTemplates(db);
  const ids = new Map<string, string>();
  for (const source of sources) {
    const current = known.get(source.slug);
    ids.set(
      source.slug,
      current?.sourceHash === source.hash ? current.id : await renew(db, source),
    );
  }
  return ids;
}

async function renew(db: Deps["db"], { slug, artwork, hash, ...source }: Source): Promise<string> {
  const checked = checkTemplate(source.definition);
  if ("errors" in checked) {
    throw new Error(`templates/${slug} is faulty: ${JSON.stringify(checked.errors)}`);
  }
  const { definition } = checked;
  const images = await renderArtwork(artwork, definition);
  return unitOfWork({ db }, async ({ trx }) => {
    const { id, sourceHash } = await lockShippedTemplate(trx, slug);
    if (sourceHash !== hash) {
      await insertTemplateVersion(trx, {
        templateId: id,
        definition,
        images,
        artwork,
        sourceHash: hash,
      });
    }
    return id;
  });
}

async function readSources(): Promise<Source[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const slugs = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(slugs.sort().map(readSource));
}

async function readSource(slug: string): Promise<Source> {
  const read = (name: string) => readFile(new URL(`${slug}/${name}`, folder));
  const [json, ...images] = await Promise.all([
    read("template.json"),
    ...artworkRoles.map((role) => read(`${role}.svg`)),
  ]);
  const hash = createHash("sha256").update(String(rendererVersion));
  for (const part of [json, ...images]) hash.update(`${part.length}:`).update(part);
  return {
    slug,
    definition: JSON.parse(json.toString("utf8")),
    artwork: Object.fromEntries(artworkRoles.map((role, index) => [role, images[index]])) as Record<
      ArtworkRole,
      Buffer
    >,
    hash: hash.digest("hex"),
  };
}
