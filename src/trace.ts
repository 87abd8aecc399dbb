// https://www.w3.org/TR/trace-context/
import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes, randomUUID } from "node:crypto";

interface Trace {
  id: string;
  /** Trace flags as received: whether the caller records this trace. */
  flags: string;
}

const current = new AsyncLocalStorage<Trace>();

const header = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-([\da-f]{2})(-|$)/;

function traceOf(traceparent: string | undefined): Trace {
  const [, id, flags] = header.exec(traceparent ?? "") ?? [];
  return id !== undefined && flags !== undefined
    ? { id, flags }
    : { id: randomUUID().replaceAll("-", ""), flags: "00" };
}

/** Runs the work in the trace that a `traceparent` header names; in a new one without it, or when it is malformed. */
export const runInTrace = <T>(traceparent: string | undefined, work: () => T): T =>
  current.run(traceOf(traceparent), work);

/** The id of the trace that the caller runs in; undefined outside one. */
export const traceId = (): string | undefined => current.getStore()?.id;

/** A `traceparent` for a request or a job of the current trace, each with a parent id of its own; undefined outside one. */
export function traceparent(): string | undefined {
  const trace = current.getStore();
  return trace && `00-${trace.id}-${randomBytes(8).toString("hex")}-${trace.flags}`;
}
