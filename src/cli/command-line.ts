const isCompiled = import.meta.url.endsWith(".js");

/**
 * Returns how a command of ours begins where this program was started: with `npm run` among the sources,
 * with plain Node in an image or an installation without the development dependencies.
 */
export const commandLine = (
  name: "audit" | "certs" | "draw" | "google" | "keys" | "scheme" | "texts",
): string => (isCompiled ? `node dist/cli/${name}.js` : `npm run ${name} --`);
