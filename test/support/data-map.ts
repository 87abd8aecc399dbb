import { readFile } from "node:fs/promises";

const page = new URL("../../docs/data-map.md", import.meta.url);
export const namesIn = (text: string) =>
  [...text.matchAll(/`([a-z_]+)`/g)].map(([, name = ""]) => name);

export interface ToldTable {
  table: string;
  nav: string[];
  family: string[];
  neither: string[];
}

/** The page docs/data-map.md, and its table of what a recipient is told. */
export async function readDataMap() {
  const text = await readFile(page, "utf8");
  const [, told = ""] = /## What a recipient is told([\s\S]*?)\n## /.exec(text) ?? [];
  const tables = told
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line): ToldTable => {
      const [, table = "", ...cells] = line.split("|");
      const [nav = [], family = [], neither = []] = cells.map(namesIn);
      return { table: namesIn(table)[0] ?? "", nav, family, neither };
    });
  const others = namesIn(/About other people than recipients:(.*)/.exec(told)?.[1] ?? "");
  return { text, tables, others };
}
