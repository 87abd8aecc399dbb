/** A call that Google refused or did not answer. */
export class GoogleError extends Error {
  /** Undefined without a response. */
  readonly status: number | undefined;
  /** Google's message, for the operator. It may quote an id, never a person. */
  readonly googleMessage: string;
  /** True for transient errors: overload, quota, a lost connection. False: an operator has to act. */
  readonly retryable: boolean;
  /** Retry-After in milliseconds. */
  readonly retryAfter: number | undefined;
  /** The field of the body that Google's message names. */
  readonly field: string | undefined;

  constructor(
    request: string,
    failure: {
      status?: number | undefined;
      googleMessage: string;
      retryable: boolean;
      retryAfter?: number | undefined;
      field?: string | undefined;
      cause?: unknown;
    },
  ) {
    const answer = failure.status === undefined ? "no answer" : `answered ${failure.status}`;
    super(`Google Wallet, ${request}: ${answer}: ${failure.googleMessage}`, {
      cause: failure.cause,
    });
    this.name = "GoogleError";
    this.status = failure.status;
    this.googleMessage = failure.googleMessage;
    this.retryable = failure.retryable;
    this.retryAfter = failure.retryAfter;
    this.field = failure.field;
  }
}
