/** A request of the phone with its answer, or a push. */
export interface Exchange {
  at: Date;
  kind: "page" | "download" | "push" | "register" | "unregister" | "list" | "fetch" | "log";
  /** Method and path; the pass type identifier of a push. */
  request: string;
  /** Undefined without an answer, and of a push. */
  status?: number;
  /** Milliseconds until the answer was there. */
  took?: number;
  answer?: string;
}
