// https://developer.apple.com/documentation/walletpasses/pass
import type { FieldError } from "../../errors.ts";
import { type PassJson, styleKeys, passJson } from "./pass-json-schema.ts";

const pathText = (path: PropertyKey[]) =>
  path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
    .join("")
    .replace(/^\./, "");

function repeatedKeys(pass: PassJson): FieldError[] {
  const seen = new Set<string>();
  return styleKeys.flatMap((styleKey) =>
    Object.entries(pass[styleKey] ?? {}).flatMap(([slot, list = []]) =>
      list.flatMap(({ key }, index) => {
        if (!seen.has(key)) {
          seen.add(key);
          return [];
        }
        const path = `${styleKey}.${slot}[${index}].key`;
        return [{ path, code: "repeated", message: `${key} is used twice; keys are unique` }];
      }),
    ),
  );
}

/**
 * Validates pass.json. Returns one error per fault, with its path in pass.json. It is stricter than
 * passkit-generator, which drops unknown keys and signs what phones refuse.
 */
export function checkPassJson(candidate: unknown): FieldError[] {
  const parsed = passJson.safeParse(candidate);
  if (!parsed.success) {
    return parsed.error.issues.flatMap((issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => ({
            path: pathText([...issue.path, key]),
            code: "unknown_key",
            message: `${key} is not known here`,
          }))
        : [{ path: pathText(issue.path), code: issue.code, message: issue.message }],
    );
  }
  const pass = parsed.data;
  const faults = repeatedKeys(pass);
  const styles = styleKeys.filter((key) => pass[key]);
  if (styles.length !== 1) {
    faults.push({ path: "", code: "style", message: `needs one style, has ${styles.length}` });
  }
  if ((pass.webServiceURL === undefined) !== (pass.authenticationToken === undefined)) {
    faults.push({
      path: "webServiceURL",
      code: "incomplete",
      message: "goes together with authenticationToken",
    });
  }
  for (const key of ["backgroundColor", "foregroundColor", "labelColor"] as const) {
    if (pass[key]?.match(/\d+/g)?.some((part) => Number(part) > 255)) {
      faults.push({ path: key, code: "color", message: "must be rgb(r, g, b), each 0 to 255" });
    }
  }
  return faults;
}
