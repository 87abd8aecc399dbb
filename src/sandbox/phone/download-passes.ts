// https://developer.apple.com/documentation/walletpasses/distributing_and_updating_a_pass
import type { Exchange } from "./exchange.ts";
import { PackageFault } from "./package-fault.ts";
import { readZip } from "./read-zip.ts";
import { ask, type Transport } from "./web-service.ts";

/** The User-Agent of Safari on an iPhone. */
const headers = {
  "User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15",
};

const bundleType = "application/vnd.apple.pkpasses";

function passLinks(html: string, pageUrl: string): string[] {
  const hrefs = [...html.matchAll(/href="([^"]+\.pkpass)"/g)].map(([, href = ""]) => href);
  return [...new Set(hrefs)].map((href) => new URL(href.replaceAll("&amp;", "&"), pageUrl).href);
}

/**
 * Downloads the packages behind a link: a pass, a bundle, or all passes that a page links to. Throws
 * PackageFault for anything else.
 */
export async function downloadPasses(transport: Transport, url: string): Promise<Buffer[]> {
  const get = async (kind: Exchange["kind"], from: string) => {
    const answer = await ask(transport, kind, from, { headers });
    if (answer?.status !== 200) throw new PackageFault("Nothing can be fetched from this address.");
    return answer;
  };
  const isFile = /\.pkpass(es)?$/.test(new URL(url).pathname);
  const first = await get(isFile ? "download" : "page", url);
  const type = first.headers.get("content-type") ?? "";
  if (type.startsWith(bundleType)) return [...readZip(first.body).values()];
  if (!type.startsWith("text/html")) return [first.body];
  const packages: Buffer[] = [];
  for (const link of passLinks(first.body.toString("utf8"), url)) {
    packages.push((await get("download", link)).body);
  }
  if (packages.length === 0) throw new PackageFault("This page offers no ticket for Apple Wallet.");
  return packages;
}
