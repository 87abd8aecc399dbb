/** Every error code with its HTTP status and the title of its problem document. */
export const errorTable = {
  validation_failed: { status: 400, title: "The request has faults" },
  unauthorized: { status: 401, title: "Not authenticated" },
  forbidden: { status: 403, title: "Not allowed" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "Method not allowed" },
  not_acceptable: { status: 406, title: "Not acceptable" },
  conflict: { status: 409, title: "Conflict" },
  illegal_state: { status: 409, title: "Not possible in this state" },
  nothing_allocated: { status: 409, title: "Nothing was allocated" },
  quota_below_allocated: { status: 409, title: "The quota is below what is out" },
  gone: { status: 410, title: "Gone" },
  precondition_failed: { status: 412, title: "Changed since it was read" },
  too_large: { status: 413, title: "Too large" },
  unsupported_media_type: { status: 415, title: "Unsupported media type" },
  idempotency_key_reused: {
    status: 422,
    title: "The idempotency key was used for another request",
  },
  unprocessable: { status: 422, title: "Cannot be processed" },
  revealing_text: { status: 422, title: "The text tells what a ticket must not tell" },
  too_many_requests: { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Internal error" },
  wallet_unavailable: { status: 503, title: "The wallet cannot be reached" },
  unavailable: { status: 503, title: "Unavailable" },
} as const;

export type ErrorCode = keyof typeof errorTable;
export const errorCodes = Object.keys(errorTable) as ErrorCode[];

/** One fault in the input: `path` in JSON terms (`event.start`, `items[3].offerId`), `message` what would be right. */
export interface FieldError {
  path: string;
  code: string;
  message: string;
}

/** An error that a caller may see. `detail` is one sentence for a person, without personal data. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[];
  /** Members that the problem document carries beside the standard ones. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** Another request came in between and nothing was done: the same request, repeated, may well succeed. */
  readonly isPassing: boolean;

  /** `cause` is a fault of ours behind it, which the log names and the caller does not see. */
  constructor(
    code: ErrorCode,
    detail: string,
    {
      errors = [],
      extra = {},
      isPassing = false,
      cause,
    }: {
      errors?: FieldError[];
      extra?: Record<string, unknown>;
      isPassing?: boolean;
      cause?: unknown;
    } = {},
  ) {
    super(detail, { cause });
    this.name = "AppError";
    this.code = code;
    this.errors = errors;
    this.extra = extra;
    this.isPassing = isPassing;
  }

  get status(): number {
    return errorTable[this.code].status;
  }
}
