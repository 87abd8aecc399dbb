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
const leaves = new Set(["errors", "config", "logger", "key-ring", "trace"]);

/**
 * Inside a ring, an area (a folder) imports itself, the ring's root files, `access/` in actions, and
 * the areas listed here. A new edge is a decision: add it here and say why in the commit.
 */
const areaEdges: Record<string, Record<string, readonly string[]>> = {
  actions: {
    allocations: ["passes", "integrations"],
    codes: ["passes"],
    complimentary: ["passes", "integrations", "offers"],
    door: ["integrations"],
    draws: ["allocations", "integrations"],
    lists: ["allocations"],
    offers: ["passes", "integrations", "templates"],
    operations: ["apple"],
    providers: ["integrations"],
    recipients: ["passes"],
    statistics: ["integrations", "offers"],
    waiting: ["allocations", "draws", "integrations"],
  },
  db: {
    allocations: ["codes", "passes"],
    google: ["codes", "recipients"],
    offers: ["codes"],
    operations: ["passes"],
    passes: ["codes", "offers", "recipients"],
    recipients: ["codes", "lists"],
  },
  domain: {
    allocations: ["offers"],
    complimentary: ["offers"],
    door: ["offers", "passes"],
    offers: ["codes", "templates"],
    providers: ["offers"],
    recipients: ["offers"],
    waiting: ["allocations", "draws"],
  },
};

/** Folders of http that every caller's folder may import; callers never import each other. */
const sharedByCallers = new Set(["api", "pages", "auth"]);
const callers = new Set([
  ...["provider", "nav", "culture", "auditor", "operator"],
  ...["door", "holder", "apple", "google"],
]);

/** Importers outside actions and db that may call a store, and the reason. */
const mayCallStores: Record<string, string> = {
  "http/auth/api-key.ts": "authentication",
  "http/auth/behind-wall.ts": "whose rows a request sees",
  "http/auth/provider-session.ts": "authentication",
  "http/door/door-auth.ts": "authentication",
  "http/server/pool-shares.ts": "whose connections a request uses",
  "jobs/backend.ts": "the queue's schema",
  "jobs/queues.ts": "the queues' names",
  "jobs/worker.ts": "the queues' names, and the clock of the schedules",
};

interface Import {
  from: string;
  to: string;
  /** False for `import type` and for a list in which every name is a type. */
  isValue: boolean;
}

const ringOf = (file: string): string => (file.split("/")[0] ?? "").replace(/\.tsx?$/, "");

/** The folder inside the ring; undefined for a file at the ring's root. */
const areaOf = (file: string): string | undefined =>
  file.split("/").length > 2 ? file.split("/")[1] : undefined;

function importsIn(from: string, text: string): Import[] {
  const statements = text.matchAll(
    /(?:import|export)\s+(type\s)?([^;"]*?)from\s*"(\.[^"]+)"|import\s*\(?\s*"(\.[^"]+)"/g,
  );
  return [...statements].map(([, type, names = "", path, bare]) => {
    const listed = /^\{([^}]*)\}/.exec(names.trim())?.[1]?.split(",") ?? ["*"];
    return {
      from,
      to: relative(src, normalize(join(src, dirname(from), path ?? bare ?? ""))),
      isValue:
        type === undefined &&
        listed.some((name) => name.trim() !== "" && !name.trim().startsWith("type ")),
    };
  });
}

async function readImports(): Promise<Import[]> {
  const files = (await readdir(src, { recursive: true })).filter((name) => /\.tsx?$/.test(name));
  const imports = await Promise.all(
    files.map(async (from) => importsIn(from, await readFile(join(src, from), "utf8"))),
  );
  return imports.flat();
}

function breaksRings({ from, to }: Import): boolean {
  const [source, target] = [ringOf(from), ringOf(to)];
  if (leaves.has(target) || source === target) return false;
  if (source === "sandbox") return false;
  if (target === "sandbox") return source !== "main";
  if (leaves.has(source)) return true;
  return (rings[source] ?? Infinity) >= (rings[target] ?? -Infinity);
}

function breaksAreas({ from, to }: Import): boolean {
  const ring = ringOf(from);
  const edges = areaEdges[ring];
  const [source, target] = [areaOf(from), areaOf(to)];
  if (edges === undefined || ring !== ringOf(to) || source === target) return false;
  if (target === undefined) return false;
  if (target === "access") return false;
  return source === undefined || !(edges[source] ?? []).includes(target);
}

/** The area inside a caller's folder of http; undefined for a file at that folder's root. */
const areaOfCaller = (file: string): string | undefined =>
  file.split("/").length > 3 ? file.split("/")[2] : undefined;

function breaksCallers({ from, to }: Import): boolean {
  if (ringOf(from) !== "http" || ringOf(to) !== "http") return false;
  const [source = "", target = ""] = [areaOf(from), areaOf(to)];
  if (source === target && callers.has(source)) {
    const [own, other] = [areaOfCaller(from), areaOfCaller(to)];
    return own !== undefined && other !== undefined && own !== other;
  }
  if (source === target || source === "server") return false;
  if (target === "server") return true;
  return callers.has(target) || (callers.has(source) && !sharedByCallers.has(target));
}

/** Folders of views whose pages one caller sees; no other folder imports them. */
const viewCallers = new Set(["nav", "culture", "provider", "holder", "door", "docs"]);

function breaksViews({ from, to }: Import): boolean {
  if (ringOf(from) !== "views" || ringOf(to) !== "views") return false;
  const [source = "", target = ""] = [areaOf(from), areaOf(to)];
  if (source === target) return false;
  return viewCallers.has(target) || (source === "ui" && !["texts", "preview"].includes(target));
}

const breaksStores = ({ from, to, isValue }: Import): boolean =>
  isValue &&
  ["http", "views", "jobs"].includes(ringOf(from)) &&
  ringOf(to) === "db" &&
  mayCallStores[from] === undefined;

/** A PDF takes tenths of a second, so it is drawn in a process of its own, which `draw-pdf.ts` starts. */
const breaksDrawing = ({ from, to, isValue }: Import): boolean =>
  isValue &&
  to.startsWith("views/pdf/") &&
  to !== "views/pdf/draw-pdf.ts" &&
  !from.startsWith("views/pdf/");

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

const wrong = (from: string, statement: string): Import[] => importsIn(from, statement);

describe("the import rule: main → http | jobs → actions → db | wallets → domain", () => {
  let imports: Import[];

  before(async () => {
    imports = await readImports();
  });

  it("the import rule reads every import in src, and says how many", () => {
    console.log(`      (${imports.length} imports seen)`);
    expect(imports.length).to.be.at.least(2_000);
  });

  it("the import rule lets an import point from an outer ring to an inner one only", () => {
    expect(imports.filter(breaksRings)).to.deep.equal([]);
  });

  it("the import rule lets an area import its own files, the ring's root, access and the listed areas only", () => {
    expect(imports.filter(breaksAreas)).to.deep.equal([]);
  });

  it("the import rule lists no edge between areas that no import uses", () => {
    const used = new Set(
      imports.map(({ from, to }) => `${ringOf(from)}: ${areaOf(from)} → ${areaOf(to)}`),
    );
    const listed = Object.entries(areaEdges).flatMap(([ring, edges]) =>
      Object.entries(edges).flatMap(([from, targets]) =>
        targets.map((to) => `${ring}: ${from} → ${to}`),
      ),
    );
    expect(listed.filter((edge) => !used.has(edge))).to.deep.equal([]);
  });

  it("the import rule keeps the callers' folders of http apart, and the areas inside of each", () => {
    expect(imports.filter(breaksCallers)).to.deep.equal([]);
  });

  it("the import rule keeps the callers' folders of views apart, and lets ui import only texts and preview", () => {
    expect(imports.filter(breaksViews)).to.deep.equal([]);
  });

  it("the import rule lets pages, endpoints and jobs call actions, and no store", () => {
    expect(imports.filter(breaksStores)).to.deep.equal([]);
  });

  it("the import rule lets PDFs be drawn by their own process alone", () => {
    expect(imports.filter(breaksDrawing)).to.deep.equal([]);
    const ofDrawer = imports.filter(({ from }) => from === "views/pdf/draw-pdf.ts");
    expect(ofDrawer.filter(({ to, isValue }) => isValue && to.includes("/pdf/"))).to.deep.equal([]);
  });

  it("the import rule knows no cycle", () => {
    expect(findCycle(imports)).to.equal(undefined);
  });

  it("the import rule refuses an import to the left, sideways, or of the sandbox", () => {
    const each = [
      ...wrong("domain/pass.ts", 'import type { Db } from "../db/connect.ts";'),
      ...wrong("actions/allocate.ts", 'import { app } from "../http/app.ts";'),
      ...wrong("http/app.ts", 'import { worker } from "../jobs/worker.ts";'),
      ...wrong("db/passes.ts", 'import { contentOf } from "../wallets/content.ts";'),
      ...wrong("errors.ts", 'import { Pass } from "./domain/pass.ts";'),
      ...wrong("http/app.ts", 'import { phone } from "../sandbox/phone.ts";'),
    ];
    expect(each).to.have.length(6);
    expect(each.filter(breaksRings)).to.deep.equal(each);
  });

  it("the import rule refuses an edge between areas that is not listed, also from access and from a root file", () => {
    const each = [
      ...wrong("actions/door/redeem.ts", 'import { f } from "../offers/get-offer.ts";'),
      ...wrong("actions/access/require-nav.ts", 'import { f } from "../offers/get-offer.ts";'),
      ...wrong("actions/deps.ts", 'import type { f } from "./offers/get-offer.ts";'),
      ...wrong("domain/templates/template.ts", 'import type { F } from "../offers/offer.ts";'),
    ];
    expect(each).to.have.length(4);
    expect(each.filter(breaksAreas)).to.deep.equal(each);
  });

  it("the import rule refuses an import from one caller's folder to another's, from one area inside it to another, and of the server by anything but itself", () => {
    const each = [
      ...wrong("http/provider/a.ts", 'import { f } from "../nav/b.ts";'),
      ...wrong("http/provider/offers/a.ts", 'import { f } from "../templates/b.ts";'),
      ...wrong("http/pages/a.ts", 'import { f } from "../holder/b.ts";'),
      ...wrong("http/api/a.ts", 'import { f } from "../server/app.ts";'),
      ...wrong("http/nav/a.ts", 'import { f } from "../server/app.ts";'),
    ];
    expect(each).to.have.length(5);
    expect(each.filter(breaksCallers)).to.deep.equal(each);
  });

  it("the import rule refuses an import of one caller's views by another's or by ui, and of anything but texts and preview by ui", () => {
    const each = [
      ...wrong("views/provider/a.tsx", 'import { B } from "../nav/b.tsx";'),
      ...wrong("views/pdf/a.ts", 'import { b } from "../holder/b.ts";'),
      ...wrong("views/ui/a.tsx", 'import type { B } from "../provider/b.tsx";'),
      ...wrong("views/ui/a.tsx", 'import { b } from "../pdf/b.ts";'),
    ];
    expect(each).to.have.length(4);
    expect(each.filter(breaksViews)).to.deep.equal(each);
    const right = wrong("views/ui/a.tsx", 'import { B } from "../preview/b.tsx";');
    expect(right.filter(breaksViews)).to.deep.equal([]);
  });

  it("the import rule refuses a store's value in pages, endpoints and jobs, and takes its types", () => {
    const values = wrong(
      "http/nav/a.ts",
      'import { findOffer, type B } from "../../db/offers.ts";',
    );
    const types = [
      ...wrong("http/nav/a.ts", 'import type { B } from "../../db/offers.ts";'),
      ...wrong("views/nav/a.tsx", 'import { type B } from "../../db/offers.ts";'),
    ];
    expect(values.filter(breaksStores)).to.deep.equal(values);
    expect(types.filter(breaksStores)).to.deep.equal([]);
  });

  it("the import rule refuses a PDF that is drawn where requests are answered, and takes its types", () => {
    const value = wrong("http/nav/a.ts", 'import { aPdf } from "../../views/pdf/a-pdf.ts";');
    const type = wrong("http/nav/a.ts", 'import type { A } from "../../views/pdf/a-pdf.ts";');
    expect([...value, ...type].filter(breaksDrawing)).to.deep.equal(value);
  });

  it("the import rule finds a cycle", () => {
    const circle = [
      ...wrong("domain/a.ts", 'import { b } from "./b.ts";'),
      ...wrong("domain/b.ts", 'import { a } from "./a.ts";'),
    ];
    expect(findCycle(circle)).to.deep.equal(["domain/a.ts", "domain/b.ts", "domain/a.ts"]);
  });
});
