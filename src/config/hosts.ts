import type { Config } from "../config.ts";

/** The origin of the pages of NAV, culture offices and providers. */
export const staffUrl = ({ staffUrl, publicUrl }: Pick<Config, "publicUrl" | "staffUrl">): string =>
  staffUrl ?? publicUrl;

/** The origin of the API, its documentation and the scanner, which calls it. */
export const apiUrl = ({ apiUrl, publicUrl }: Pick<Config, "apiUrl" | "publicUrl">): string =>
  apiUrl ?? publicUrl;

/** Says in production which pages stand on families' host, where a curious reader of a link finds them. */
export function sharedHostWarnings(config: Config): string[] {
  if (config.environment !== "production") return [];
  const families = new URL(config.publicUrl).host;
  return [
    ["STAFF_URL", staffUrl(config), "the pages of NAV, culture offices and providers"],
    ["API_URL", apiUrl(config), "the API, its documentation and the scanner"],
  ]
    .filter(([, url = ""]) => new URL(url).host === families)
    .map(
      ([name = "", , what = ""]) =>
        `${name} is families' host: it shows ${what} beside the tickets. Set ${name} to a host of its own.`,
    );
}
