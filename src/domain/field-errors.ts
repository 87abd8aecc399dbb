import type { z } from "zod";
import type { FieldError } from "../errors.ts";

const articles: Record<string, string> = {
  array: "a list",
  object: "an object",
  int: "a whole number",
  number: "a number",
  string: "a text",
  boolean: "true or false",
};

const formats: Record<string, string> = {
  uuid: "must be an id (UUID)",
  datetime: "must be an instant with its offset, such as 2027-02-13T10:20:00+01:00",
  date: "must be a date, such as 2027-02-13",
  email: "must be an e-mail address",
  url: "must be an address, such as https://example.no/",
};

/** Formats a path as a program writes it: `items[3].offerId`. */
export function pathOf(segments: readonly PropertyKey[]): string {
  return segments.reduce<string>((path, segment) => {
    if (typeof segment === "number") return `${path}[${segment}]`;
    return path === "" ? String(segment) : `${path}.${String(segment)}`;
  }, "");
}

function messageOf(issue: z.core.$ZodIssue): { code: string; message: string } {
  switch (issue.code) {
    case "invalid_type": {
      const expected = articles[issue.expected] ?? issue.expected;
      return issue.input === undefined && issue.message.endsWith("received undefined")
        ? { code: "required", message: `is required: ${expected}` }
        : { code: "invalid_type", message: `must be ${expected}` };
    }
    case "invalid_value":
      return {
        code: issue.code,
        message: `must be ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`,
      };
    case "too_small":
    case "too_big": {
      const limit = `at ${issue.code === "too_small" ? "least" : "most"} ${String(issue.code === "too_small" ? issue.minimum : issue.maximum)}`;
      const counted: Record<string, string> = {
        string: `must have ${limit} characters`,
        array: `must have ${limit} items`,
      };
      return { code: issue.code, message: counted[issue.origin] ?? `must be ${limit}` };
    }
    case "invalid_format":
      // A schema's own words begin otherwise.
      return {
        code: issue.code,
        message: issue.message.startsWith("Invalid ")
          ? (formats[issue.format] ?? issue.message)
          : issue.message,
      };
    case "custom": {
      const own: unknown = issue.params?.["code"];
      return { code: typeof own === "string" ? own : issue.code, message: issue.message };
    }
    default:
      return { code: issue.code, message: issue.message };
  }
}

/** Converts zod's issues to field errors that say what would be right. Never quotes the input. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue): FieldError[] => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        path: pathOf([...issue.path, key]),
        code: "unknown_member",
        message: "is not a member that is known here",
      }));
    }
    return [{ path: pathOf(issue.path), ...messageOf(issue) }];
  });
}
