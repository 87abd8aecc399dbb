import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Deps } from "../actions/deps.ts";
import { loadDemo, type Demo } from "./demo.ts";
import { phonePath } from "./phone/pass-face.ts";

/** Reads the demo's file and updates its links to the current public URL. */
function demoAt(publicUrl: string, file: string): Demo {
  const demo = JSON.parse(readFileSync(file, "utf8")) as Demo;
  if (demo.publicUrl === publicUrl) return demo;
  const claimUrls = demo.claimUrls.map((url) => publicUrl + new URL(url).pathname);
  const moved = { ...demo, publicUrl, claimUrls };
  writeDemo(file, moved);
  return moved;
}

const writeDemo = (file: string, demo: Demo) => {
  writeFileSync(file, `${JSON.stringify(demo, undefined, 2)}\n`, { mode: 0o600 });
};

/**
 * Loads the demo scheme, unless it is loaded already, and returns the links to print by name. `path`
 * resolves a file of the sandbox.
 */
export async function prepareDemo(
  deps: Deps,
  path: (name: string) => string,
  say: (line: string) => void,
): Promise<Map<string, string>> {
  const file = path("demo.json");
  if (existsSync(path("demo-loading")) || !existsSync(file)) {
    say("Loading the demo scheme …");
    writeDemo(file, await loadDemo(deps));
    rmSync(path("demo-loading"), { force: true });
  }
  const { claimUrls, doorTokens, providers } = demoAt(deps.config.publicUrl, file);
  const email = Object.values(providers).find((provider) => provider.email)?.email;
  const { publicUrl } = deps.config;
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
