import { readdir, readFile } from "node:fs/promises";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

const src = fileURLToPath(new URL("../src/", import.meta.url));

/** An import may only point to a higher number; the same number means sideways. */
const rings: Record<string, number> = {
  main: 0,
  cli: 0,
  deps: 1,
  http: 2,
  jobs: 2,
  views: 3,
  actions: 3,
  db: 4,
  wallets: 4,
  domain: 5,
};
const leaves = new Set(["errors", "config", "logger", "key-ring"]);

interface Import {
  from: string;
  to: string;
}

const ringOf = (file: string): string => (file.split("/")[0] ?? "").replace(/\.tsx?$/, "");

async function readImports(): Promise<Import[]> {
  const files = (await readdir(src, { recursive: true })).filter((name) => /\.tsx?$/.test(name));
  const imports = await Promise.all(
    files.map(async (from) => {
      const text = await readFile(join(src, from), "utf8");
      const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(
        ([, to]) => to ?? "",
      );
      return specifiers.map((to) => ({
        from,
        to: relative(src, normalize(join(src, dirname(from), to))),
      }));
    }),
  );
  return imports.flat();
}

function breaksRule({ from, to }: Import): boolean {
  const [source, target] = [ringOf(from), ringOf(to)];
  if (leaves.has(target) || source === target) return false;
  if (source === "sandbox") return false;
  if (target === "sandbox") return source !== "main";
  if (leaves.has(source)) return true;
  return (rings[source] ?? Infinity) >= (rings[target] ?? -Infinity);
}

function findCycle(imports: Import[]): string[] | undefined {
  const targets = new Map<string, Import[]>();
  for (const each of imports) targets.set(each.from, [...(targets.get(each.from) ?? []), each]);
  const done = new Set<string>();
  const walk = (file: string, path: string[]): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const { to } of targets.get(file) ?? []) {
      const cycle = walk(to, [...path, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of targets.keys()) {
    const cycle = walk(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}

describe("the import rule: main → http | jobs → actions → db | wallets → domain", () => {
  let imports: Import[];

  before(async () => {
    imports = await readImports();
  });

  it("holds for every import in src", function () {
    expect(imports.length).to.be.greaterThan(15);
    console.log(`      (${imports.length} imports seen)`);
    expect(imports.filter(breaksRule)).to.deep.equal([]);
  });

  it("knows no cycle", () => {
    expect(findCycle(imports)).to.equal(undefined);
  });

  it("would catch an import to the left, sideways, of the sandbox, and a cycle", () => {
    const wrong = [
      { from: "domain/pass.ts", to: "db/passes.ts" },
      { from: "actions/allocate.ts", to: "http/app.ts" },
      { from: "http/app.ts", to: "jobs/worker.ts" },
      { from: "db/passes.ts", to: "wallets/content.ts" },
      { from: "errors.ts", to: "domain/pass.ts" },
      { from: "http/app.ts", to: "sandbox/phone.ts" },
    ];
    expect(wrong.filter(breaksRule)).to.deep.equal(wrong);
    const circle = [
      { from: "domain/a.ts", to: "domain/b.ts" },
      { from: "domain/b.ts", to: "domain/a.ts" },
    ];
    expect(findCycle(circle)).to.deep.equal(["domain/a.ts", "domain/b.ts", "domain/a.ts"]);
  });
});
