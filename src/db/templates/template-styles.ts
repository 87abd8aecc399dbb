import type { TicketStyle } from "../../domain/templates/template.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

interface ShownTemplate {
  templateId: string;
  templateVersion: number;
}

/** The styles of the templates' versions, in their order. */
export function templateStyles(db: Db, shown: ShownTemplate[]): Promise<TicketStyle[]> {
  const ids = shown.map(({ templateId }) => templateId);
  const versions = shown.map(({ templateVersion }) => templateVersion);
  return sql(db, { ids, versions }).column(`
    select definition ->> 'style'
    from unnest(:ids::uuid[], :versions::int[]) with ordinality as shown (id, version, place)
    join template_versions on template_versions.template_id = shown.id
      and template_versions.version = shown.version
    order by place`);
}
