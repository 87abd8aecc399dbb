// npm run storm [-- SECONDS]: ten minutes without a number. Exits with 1 when a promise was not kept.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { developmentCertificates } from "../../src/sandbox/certificates.ts";
import type { Fault } from "./faults.ts";
import { runStorm } from "./storm.ts";

const seconds = Number(process.argv[2] ?? 600);
const faults: Fault[] = [
  ...(["kill an api", "stop an api", "flood claim pages", "kill a worker"] as const),
  ...(["terminate backends", "stop a worker", "kill an api", "empty Redis"] as const),
  ...(["crash PostgreSQL", "stop an api", "flood claim pages", "fail over"] as const),
];

const folder = await mkdtemp(join(tmpdir(), "join-storm-"));
try {
  const apple = await developmentCertificates(folder);
  const begun = performance.now();
  const at = () => `${Math.round((performance.now() - begun) / 1_000)} s`.padStart(6);
  const storm = await runStorm({
    ...{ seconds, faults, apple, faultSeconds: 10 },
    say: (line) => {
      console.log(`${at()}  ${line}`);
    },
  });
  const { ledger, weather } = storm;
  const { lost, doubled, oversold, broken } = await storm.compare();
  await storm.stop();
  const accepted = [...ledger.scans.values()].filter((scan) => scan.accepted).length;
  const rows: [string, number | string][] = [
    ["requests answered", weather.answered],
    ["attempts repeated (no answer, 502 or 503)", weather.repeated],
    ["longest time without any answer", `${(weather.longestAwayMs / 1_000).toFixed(1)} s`],
    ["tickets allocated", ledger.tickets.size],
    ["allocations refused, sold out", ledger.soldOut],
    ["scans answered", ledger.scans.size],
    ["of them admitted", accepted],
    ["tickets revoked", ledger.revoked.size],
    ["passes fetched", ledger.fetched.size],
    ...[...storm.faults].map(([fault, count]): [string, number] => [`fault: ${fault}`, count]),
    ["lost", lost.length],
    ["doubled", doubled.length],
    ["oversold", oversold.length],
    ["answered wrongly", broken.length],
  ];
  console.log(`\n|  |  |\n| --- | --- |`);
  for (const [name, value] of rows) console.log(`| ${name} | ${value} |`);
  const wrong = [...lost, ...doubled, ...oversold, ...broken];
  for (const each of wrong.slice(0, 50)) console.error(each);
  process.exitCode = Number(wrong.length > 0);
} finally {
  await rm(folder, { recursive: true, force: true });
}
