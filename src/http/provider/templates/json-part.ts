import { AppError } from "../../../errors.ts";
import { isDeeperThan, maxJsonDepth, tooDeep } from "../../api/json-depth.ts";

/** Limit of a part that is JSON; the shipped templates have 6 kB. */
const maxBytes = 256 * 1024;

/** Returns the JSON of an upload's part. Throws AppError("validation_failed") that names the part. */
export function jsonPart(parts: ReadonlyMap<string, Buffer>, name: string): unknown {
  const part = parts.get(name);
  const refused = (code: string, message: string) =>
    new AppError("validation_failed", `The part ${name} must be there and hold JSON.`, {
      errors: [{ path: name, code, message }],
    });
  if (part === undefined) throw refused("invalid_json", "must be JSON");
  if (part.length > maxBytes) throw refused("too_large", "must have at most 256 kB");
  if (isDeeperThan(part, maxJsonDepth)) throw refused("too_deep", tooDeep);
  try {
    return JSON.parse(part.toString("utf8"));
  } catch {
    throw refused("invalid_json", "must be JSON");
  }
}
