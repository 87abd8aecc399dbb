import { setTimeout as sleep } from "node:timers/promises";
import type { Request, RequestHandler } from "express";
import { answerFailure, failureBody } from "../../src/sandbox/google/google-failure.ts";
import type { RestAnswer } from "../../src/sandbox/google/rest-calls.ts";

/** A fault to inject. */
interface Fault {
  /** Number of requests that it affects; default 1. */
  times?: number;
  /** Whether it affects the request; default: every one. */
  when?(request: Pick<Request, "method" | "path">): boolean;
  /** Affects only the calls inside batches, and only with `status`. */
  inBatch?: boolean;
  /** Delay in milliseconds. */
  delay?: number;
  /** Delays it until this has come. */
  until?: Promise<unknown>;
  /** Never answers. */
  hang?: boolean;
  /** Closes the connection instead of answering. */
  drop?: boolean;
  /** Executes the request and closes the connection without an answer. */
  dropAfter?: boolean;
  /** Status of the answer in place of an execution; unset, the request is executed. */
  status?: number;
  message?: string;
  reason?: string;
  headers?: Record<string, string>;
}

export interface Faults {
  inject(fault: Fault): void;
  clear(): void;
  handler: RequestHandler;
  /** Returns the injected answer to a call inside a batch, if any. */
  forPart(call: Pick<Request, "method" | "path">): RestAnswer | undefined;
}

export function createFaults(): Faults {
  let faults: (Fault & { left: number })[] = [];
  const meet = (request: Pick<Request, "method" | "path">, inBatch: boolean) => {
    const fault = faults.find(
      (each) =>
        each.left > 0 && (each.inBatch ?? false) === inBatch && (each.when?.(request) ?? true),
    );
    if (fault) fault.left -= 1;
    return fault;
  };
  return {
    inject: (fault) => faults.push({ ...fault, left: fault.times ?? 1 }),
    clear: () => {
      faults = [];
    },
    handler: async (request, response, next) => {
      const fault = meet(request, false);
      if (!fault) {
        next();
        return;
      }
      if (fault.delay !== undefined) await sleep(fault.delay);
      await fault.until;
      if (fault.hang) return;
      if (fault.drop) {
        request.socket.destroy();
      } else if (fault.dropAfter) {
        response.json = response.send = () => {
          request.socket.destroy();
          return response;
        };
        next();
      } else if (fault.status !== undefined) {
        response.set(fault.headers ?? {});
        answerFailure(response, fault.status, fault.message ?? "injected fault", fault.reason);
      } else {
        next();
      }
    },
    forPart: (call) => {
      const fault = meet(call, true);
      if (fault?.status === undefined) return undefined;
      const { status, message = "injected fault", reason, headers = {} } = fault;
      return { status, headers, body: failureBody(status, message, reason) };
    },
  };
}
