import { pino, type Logger } from "pino";
import { traceId } from "./trace.ts";

export type { Logger } from "pino";

/**
 * Creates the logger: JSON lines with ids, the trace's among them. Redacts by name what an error's properties could
 * carry.
 */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    mixin: () => {
      const id = traceId();
      return id === undefined ? {} : { traceId: id };
    },
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
