// npm run bench [-- NAME]: every figure beside a peer's from the same run, since machines differ.
const benches: Record<string, () => Promise<{ run: () => Promise<void> }>> = {
  stamp: () => import("./stamp.ts"),
  allocate: () => import("./allocate.ts"),
  door: () => import("./door.ts"),
  apple: () => import("./apple.ts"),
  google: () => import("./google.ts"),
  nav: () => import("./nav.ts"),
  codes: () => import("./codes.ts"),
  stall: () => import("./stall.ts"),
  scale: () => import("./scale.ts"),
};

const wanted = process.argv[2];
/** It fills gigabytes: for those who ask for it. */
const alone = "scale";
const names =
  wanted === undefined ? Object.keys(benches).filter((name) => name !== alone) : [wanted];
for (const name of names) {
  const load = benches[name];
  if (!load) {
    console.error(`There is no bench ${name}; there are: ${Object.keys(benches).join(", ")}.`);
    process.exit(2);
  }
  console.log(`\n## ${name}\n`);
  const { run } = await load();
  await run();
}
