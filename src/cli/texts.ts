// npm run texts -- missing sma | check FILE
import { readFile, writeFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { z } from "zod";
import { commandLine } from "./command-line.ts";
import { checkTranslation } from "./texts/check-translation.ts";
import { missingTexts } from "./texts/missing-texts.ts";

const program = commandLine("texts");
const usage = `Usage:
  ${program} missing sma          writes texts-sma.csv: what families read in Bokmål instead, for a translator
  ${program} check texts-sma.csv  checks what the translator handed back

The file opens in a spreadsheet: UTF-8, semicolons. The translation goes into the last column; {1} stays as it is.`;

/** The only language with gaps. */
const language = "sma";
const delimiter = ";";
const table = z.array(z.object({ key: z.string(), [language]: z.string() }));

async function writeMissing(asked: string): Promise<number | undefined> {
  if (asked !== language) return undefined;
  const missing = missingTexts(language);
  const file = `texts-${language}.csv`;
  const columns = ["key", "where", "nb", language];
  await writeFile(file, stringify(missing, { header: true, columns, delimiter, bom: true }));
  console.log(`${file}: ${missing.length} texts.`);
  return 0;
}

async function checkFile(file: string): Promise<number> {
  const lines = table.safeParse(
    parse(await readFile(file), { columns: true, delimiter, bom: true }),
  );
  if (!lines.success) {
    console.error(`${file} must have the columns key and ${language}, with semicolons.`);
    return 1;
  }
  const given = lines.data.map((line) => ({ key: line.key, text: line[language] }));
  const faults = checkTranslation(missingTexts(language), given);
  for (const fault of faults) console.error(fault);
  const done = given.filter(({ text }) => text.trim() !== "").length;
  console.log(`${done} of ${given.length} texts are translated; ${faults.length} faults.`);
  return faults.length > 0 ? 1 : 0;
}

const [command, argument = "", ...rest] = process.argv.slice(2);
const commands: Record<string, (argument: string) => Promise<number | undefined>> = {
  missing: writeMissing,
  check: checkFile,
};
const run = argument === "" || rest.length > 0 ? undefined : commands[command ?? ""];
const code = await run?.(argument);
if (code === undefined) console.error(usage);
process.exitCode = code ?? 2;
