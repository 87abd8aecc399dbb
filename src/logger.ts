import { pino, type Logger } from "pino";

export type { Logger } from "pino";

/** Creates the logger: JSON lines with ids. Redacts by name what an error's properties could carry. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    redact: {
      paths: [
        "token",
        "pushToken",
        "barcode",
        "phone",
        "email",
        "reference",
        "authorization",
      ].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: "[redacted]",
    },
  });
}
