/** Why Google did not do what was asked, and whether asking again can help. */
export class GoogleError extends Error {
  /** undefined: no answer came. */
  readonly status: number | undefined;
  /** Google's own words, for the operator. They may quote an id, never a person. */
  readonly googleMessage: string;
  /** True for what passes by itself: overload, quota, a lost connection. False needs a person. */
  readonly retryable: boolean;
  /** How long Google asked to be left alone, in milliseconds. */
  readonly retryAfter: number | undefined;
  /** The member of the body that Google's words are about, where they name one. */
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
