/** The one table of what can be refused, and the HTTP status that says so. */
const statuses = {
  validation_failed: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  not_acceptable: 406,
  conflict: 409,
  illegal_state: 409,
  nothing_allocated: 409,
  quota_below_allocated: 409,
  quota_above_approved: 409,
  gone: 410,
  too_large: 413,
  unsupported_media_type: 415,
  idempotency_key_reused: 422,
  unprocessable: 422,
  revealing_text: 422,
  too_many_requests: 429,
  internal: 500,
  wallet_unavailable: 503,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof statuses;

/** One fault in the input: `path` in JSON terms (`event.start`, `items[3].offerId`), `message` what would be right. */
export interface FieldError {
  path: string;
  code: string;
  message: string;
}

/** Whatever a caller is to be told. `detail` is one sentence for a person, without personal data. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[];
  /** Members that the problem document carries beside the standard ones. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    detail: string,
    { errors = [], extra = {} }: { errors?: FieldError[]; extra?: Record<string, unknown> } = {},
  ) {
    super(detail);
    this.name = "AppError";
    this.code = code;
    this.errors = errors;
    this.extra = extra;
  }

  get status(): number {
    return statuses[this.code];
  }
}
