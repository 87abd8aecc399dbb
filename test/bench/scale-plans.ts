import type { Pool } from "../../src/db/connect.ts";

/** How PostgreSQL would run each statement: its nodes with their indexes, by the statement's text. */
export type Plans = Map<string, string>;

interface PlanNode {
  "Node Type": string;
  "Index Name"?: string;
  "Relation Name"?: string;
  Plans?: PlanNode[];
}

const shapeOf = (node: PlanNode): string => {
  const name = node["Index Name"] ?? node["Relation Name"];
  const below = (node.Plans ?? []).map(shapeOf).join(", ");
  return `${node["Node Type"]}${name === undefined ? "" : ` ${name}`}${below === "" ? "" : ` (${below})`}`;
};

/** The plans of the statements that the work sends, with the values that it sent; transactions' own are left out. */
export async function plansOf(db: Pool, work: () => Promise<unknown>): Promise<Plans> {
  const sent = new Map<string, readonly unknown[]>();
  const note = ({ sql, bindings = [] }: { sql: string; bindings?: readonly unknown[] }) => {
    if (/^(select|with|insert|update|delete)\b/i.test(sql)) sent.set(sql, bindings);
  };
  db.on("query", note);
  await work();
  db.off("query", note);
  const plans: Plans = new Map();
  for (const [sql, bindings] of sent) {
    const { rows } = await db.raw<{ rows: { "QUERY PLAN": [{ Plan: PlanNode }] }[] }>(
      `explain (format json) ${sql.replace(/\$\d+/g, "?")}`,
      [...bindings] as string[],
    );
    const plan = rows[0]?.["QUERY PLAN"][0].Plan;
    if (plan) plans.set(sql.replace(/\s+/g, " "), shapeOf(plan));
  }
  return plans;
}
