// npm run draw -- verify FILE
import { readFile } from "node:fs/promises";
import { faultsOfDraw, type DrawFile } from "../domain/draws/draw-file.ts";
import { keyOfPassedOver } from "../domain/draws/draw-hashes.ts";
import { commandLine } from "./command-line.ts";

const usage = `Usage:
  ${commandLine("draw")} verify FILE   replays an exported draw

It needs no database and no setting. Compare the two hashes that it prints with those that the municipality wrote down, or
that the audit trail has in draw.committed and draw.listed, before the seed was shown. A file cannot prove why rows were
passed over: compare their key with passedOverKey in draw.confirmed.`;

const [command, file, ...rest] = process.argv.slice(2);

async function verify(path: string): Promise<{ text: string; exitCode: number }> {
  const content: unknown = JSON.parse(await readFile(path, "utf8"));
  const faults = faultsOfDraw(content);
  if (faults.length > 0) return { text: faults.join("\n"), exitCode: 1 };
  const { drawId, list, listHash, commitment, passedOver = [], result } = content as DrawFile;
  const { criteria, publishedOn } = list.rules;
  const won = result.filter(({ outcome }) => outcome === "won").length;
  const text = `Draw ${drawId} of offer ${list.offerId} replays as it says.
  rows ${result.length}, of them with tickets ${won}, passed over ${passedOver.length}, seats ${list.seats}
  criteria in order: ${criteria?.join(", ") ?? "none, lots alone"} (published ${publishedOn ?? "never"})
  list ${listHash}
  commitment ${commitment}`;
  const passed = passedOver.map(
    ({ id, reasons }) => `\n  passed over ${id}: ${reasons.join(", ")}`,
  );
  const compare = `
  passed over by key ${keyOfPassedOver(passedOver)}: compare it with passedOverKey of draw.confirmed in the audit trail`;
  return { text: passed.length > 0 ? text + passed.join("") + compare : text, exitCode: 0 };
}

if (command === "verify" && file !== undefined && rest.length === 0) {
  const { text, exitCode } = await verify(file).catch((error: unknown) => ({
    text: error instanceof Error ? error.message : String(error),
    exitCode: 1,
  }));
  if (exitCode === 0) console.log(text);
  else console.error(text);
  process.exitCode = exitCode;
} else {
  console.error(usage);
  process.exitCode = 2;
}
