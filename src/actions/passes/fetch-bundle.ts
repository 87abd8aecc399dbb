import { packPasses, passesPerBundle } from "../../wallets/apple/pack-passes.ts";
import type { Deps } from "../deps.ts";
import { fetchPass, type FetchedPass } from "./fetch-pass.ts";

/**
 * One page of the tickets as a `.pkpasses`, ten to a page, which is the most that phones accept;
 * pages count from 1. Undefined when the page is empty.
 */
export async function fetchBundle(
  deps: Pick<Deps, "db" | "clock" | "keyRing" | "apple">,
  { serialNumbers, page }: { serialNumbers: string[]; page: number },
): Promise<FetchedPass | undefined> {
  const wanted = serialNumbers.slice((page - 1) * passesPerBundle, page * passesPerBundle);
  const fetched = await Promise.all(
    wanted.map((serialNumber) => fetchPass(deps, { serialNumber })),
  );
  const passes = fetched.filter((pass) => pass !== undefined);
  if (passes.length === 0) return undefined;
  const { pieces, length } = packPasses(passes);
  const newest = Math.max(...passes.map(({ lastModified }) => lastModified.getTime()));
  const number = serialNumbers.length > passesPerBundle ? ` ${page}` : "";
  return { pieces, length, lastModified: new Date(newest), filename: `tickets${number}.pkpasses` };
}
