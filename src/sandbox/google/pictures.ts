import type { Db } from "../../db/connect.ts";
import { sql } from "../../db/sql.ts";
import type { Pictures } from "./card-content.ts";

const members: Record<string, keyof Pictures> = {
  "google-logo.png": "logo",
  "google-hero.png": "hero",
};

/** Returns the images of the classes' offers, which Google is given with an https URL only. */
export async function picturesOfClasses(
  db: Db,
  classIds: string[],
): Promise<Map<string, Pictures>> {
  const values = { classIds, names: Object.keys(members) };
  const rows = await sql(db, values).rows<{ classId: string; name: string; hash: string }>(`
    select asked.class_id, template_images.name, template_images.hash
    from unnest(:classIds::text[]) as asked (class_id)
    join offers on offers.id::text = right(asked.class_id, 36)
    join template_images on template_images.template_id = offers.template_id
      and template_images.version = offers.template_version
    where template_images.name = any(:names::text[])`);
  const pictures = new Map<string, Pictures>();
  for (const { classId, name, hash } of rows) {
    const member = members[name];
    if (!member) continue;
    pictures.set(classId, { ...pictures.get(classId), [member]: `/images/${hash}.png` });
  }
  return pictures;
}
