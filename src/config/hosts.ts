import type { Config } from "../config.ts";

/** The origin of the pages of NAV, culture offices and providers. */
export const staffUrl = ({ staffUrl, publicUrl }: Pick<Config, "publicUrl" | "staffUrl">): string =>
  staffUrl ?? publicUrl;

/** The origin of the API, its documentation and the scanner, which calls it. */
export const apiUrl = ({ apiUrl, publicUrl }: Pick<Config, "apiUrl" | "publicUrl">): string =>
  apiUrl ?? publicUrl;
