/** What a phone did towards the outside, and what came back. */
export interface Exchange {
  at: Date;
  kind: "page" | "download" | "push" | "register" | "unregister" | "list" | "fetch" | "log";
  /** `GET /v1/passes/…`; of a push the pass type. */
  request: string;
  /** Undefined when there was no answer; of a push always. */
  status?: number;
  /** Milliseconds until the answer was there. */
  took?: number;
  /** What the answer said, in short. */
  answer?: string;
}
