import { GoogleError } from "./google-error.ts";

interface GoogleFailure {
  error?: {
    message?: string;
    errors?: { reason?: string; location?: string }[];
    details?: { fieldViolations?: { field?: string }[] }[];
  };
}

/** Retry-After in milliseconds, from seconds or a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfterOf(header: string | null | undefined): number | undefined {
  if (header === null || header === undefined) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function parse(text: string): GoogleFailure["error"] {
  try {
    return (JSON.parse(text) as GoogleFailure).error;
  } catch {
    return undefined;
  }
}

/** The field that Google's message names, where it names one. */
function fieldOf(failure: GoogleFailure["error"], message: string): string | undefined {
  const named =
    failure?.details?.flatMap(({ fieldViolations = [] }) => fieldViolations)[0]?.field ??
    failure?.errors?.find(({ location }) => location !== undefined)?.location;
  if (named !== undefined) return named;
  const [, quoted] =
    /\b(?:field|property|parameter|at)\b[: ]+["'`]?([a-z][\w.[\]]*)["'`]?/i.exec(message) ??
    /(?:^|[\s:])\/([a-z][\w/]*)/i.exec(message) ??
    [];
  return quoted?.replaceAll("/", ".").replace(/\.$/, "");
}

/**
 * Maps an unsuccessful response to a GoogleError. A 403 is either a missing permission or a rate limit;
 * its message tells which. https://cloud.google.com/apis/design/errors
 */
export function refusal(
  name: string,
  {
    status,
    retryAfter,
    text,
  }: { status: number; retryAfter: string | null | undefined; text: string },
): GoogleError {
  const failure = parse(text);
  const googleMessage = failure?.message ?? text.slice(0, 300);
  const reasons = [googleMessage, ...(failure?.errors ?? []).map(({ reason }) => reason ?? "")];
  const quota = reasons.some((reason) => /quota|rate ?limit/i.test(reason));
  return new GoogleError(name, {
    status,
    googleMessage,
    retryable: status === 429 || status >= 500 || (status === 403 && quota),
    retryAfter: retryAfterOf(retryAfter),
    field: fieldOf(failure, googleMessage),
  });
}
