import { pino, type Logger } from "pino";

export type { Logger } from "pino";

/** Structured lines with ids only. What could slip in by an error's properties is redacted by name. */
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
