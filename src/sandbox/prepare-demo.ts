import { existsSync, rmSync } from "node:fs";
import type { Deps } from "../actions/deps.ts";
import { loadDemo } from "./demo.ts";
import { readDemo, writeDemo, type Demo } from "./demo-file.ts";
import { phonePath } from "./phone/pass-face.ts";

/** Moves the demo's links to the current public URL. */
function demoAt(publicUrl: string, dataDir: string, demo: Demo): Demo {
  if (demo.publicUrl === publicUrl) return demo;
  const claimUrls = demo.claimUrls.map((url) => publicUrl + new URL(url).pathname);
  const moved = { ...demo, publicUrl, claimUrls };
  writeDemo(dataDir, moved);
  return moved;
}

/**
 * Loads the demo scheme, unless it is loaded already, and returns the links to print by name. The file
 * `loadingMark` exists until the scheme is complete.
 */
export async function prepareDemo(
  deps: Deps,
  loadingMark: string,
  say: (line: string) => void,
): Promise<Map<string, string>> {
  const { dataDir, publicUrl } = deps.config;
  let demo = existsSync(loadingMark) ? undefined : readDemo(dataDir);
  if (!demo) {
    say("Loading the demo scheme …");
    demo = await loadDemo(deps);
    writeDemo(dataDir, demo);
    rmSync(loadingMark, { force: true });
  }
  const { claimUrls, doorTokens, providers } = demoAt(publicUrl, dataDir, demo);
  const email = Object.values(providers).find((provider) => provider.email)?.email;
  return new Map([
    ["NAV's staff page", `${publicUrl}/nav`],
    ["The culture office's page", `${publicUrl}/culture`],
    [`A provider's page${email === undefined ? "" : ` (${email})`}`, `${publicUrl}/provider`],
    ["A claim link", claimUrls[0] ?? ""],
    ["A scanner at the door", `${publicUrl}/door#${Object.values(doorTokens)[0] ?? ""}`],
    ["The phone simulator", `${publicUrl}${phonePath}`],
    ["Google Wallet on a phone", `${publicUrl}/sandbox/google`],
    ["Messages sent", `${publicUrl}/sandbox/messages`],
    ["API documentation", `${publicUrl}/docs`],
    ["All links", `${publicUrl}/sandbox`],
  ]);
}
