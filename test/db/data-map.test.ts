import { expect } from "chai";
import { sealedColumnNames } from "../../src/key-ring.ts";
import { namesIn as named, readDataMap } from "../support/data-map.ts";
import { useDatabase } from "../support/database.ts";

/** `table.column` of a part of the page. */
function personalColumns(text: string): string[] {
  return text
    .split(/^### /m)
    .slice(1)
    .flatMap((section) => {
      const [table = "", ...lines] = section.split("\n");
      const rows = lines.filter((line) => line.startsWith("| `"));
      return rows.flatMap((row) =>
        named(row.split("|")[1] ?? "").map((each) => `${table}.${each}`),
      );
    });
}

const otherColumns = (text: string) =>
  text
    .split("\n")
    .filter((line) => line.startsWith("- `"))
    .flatMap((line) => {
      const [table = "", ...columns] = named(line);
      return columns.map((column) => `${table}.${column}`);
    });

describe("the data map", () => {
  const database = useDatabase();

  it("the data map lists every column of the schema once, and every encrypted one as personal", async () => {
    const [personal = "", others = ""] = (await readDataMap()).text.split(
      "## Without personal data",
    );
    const { rows } = await database.owner.raw<{ rows: { name: string }[] }>(`
      select c.table_name || '.' || c.column_name as name
      from information_schema.columns as c
      join information_schema.tables as t using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE'
        and table_name not in ('migrations', 'migrations_lock')`);
    const listed = [...personalColumns(personal), ...otherColumns(others)];
    expect(listed).to.have.members(rows.map(({ name }) => name));
    const ours = sealedColumnNames.filter((name) => !/^(webhooks|lookup_keys)\./.test(name));
    expect(personalColumns(personal)).to.include.members(ours);
  });

  it("the data map says of every personal column of a recipient whether NAV's export, the family's, or neither tells it", async () => {
    const { text, tables, others } = await readDataMap();
    const [personal = ""] = text.split("## Without personal data");
    const told = tables.flatMap(({ table, nav, family, neither }) =>
      [...nav, ...family, ...neither].map((column) => `${table}.${column}`),
    );
    const isOfOthers = (name: string) => others.includes(name.split(".")[0] ?? "");
    expect(told).to.have.members(personalColumns(personal).filter((name) => !isOfOthers(name)));
  });
});
