import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const demoShape = z.object({
  publicUrl: z.string(),
  navApiKey: z.string(),
  cultureApiKey: z.string(),
  /** `email` signs in on the provider pages. */
  providers: z.record(
    z.string(),
    z.object({ id: z.string(), apiKey: z.string(), email: z.string().optional() }),
  ),
  offers: z.record(z.string(), z.string()),
  claimUrls: z.array(z.string()),
  doorTokens: z.record(z.string(), z.string()),
});

/** Ids, keys and links of the demo scheme. */
export type Demo = z.infer<typeof demoShape>;

const fileIn = (dataDir: string) => join(dataDir, "demo.json");

/** Reads `DATA_DIR/demo.json`; undefined when it is missing or of another form. */
export function readDemo(dataDir: string): Demo | undefined {
  const file = fileIn(dataDir);
  if (!existsSync(file)) return undefined;
  return demoShape.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
}

export function writeDemo(dataDir: string, demo: Demo): void {
  writeFileSync(fileIn(dataDir), `${JSON.stringify(demo, undefined, 2)}\n`, { mode: 0o600 });
}
