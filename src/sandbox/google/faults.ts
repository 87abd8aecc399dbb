import { setTimeout as sleep } from "node:timers/promises";
import type { Request, RequestHandler } from "express";
import { answerFailure, failureBody } from "./google-failure.ts";
import type { RestAnswer } from "./rest-calls.ts";

/** How Google is to misbehave. */
interface Fault {
  /** How many requests meet it; one unless told otherwise. */
  times?: number;
  /** Which requests; every one unless told otherwise. */
  when?(request: Pick<Request, "method" | "path">): boolean;
  /** Meets calls inside a batch, and them alone: only `status` and what goes with it. */
  inBatch?: boolean;
  /** Milliseconds before anything happens. */
  delay?: number;
  /** Never answers. */
  hang?: boolean;
  /** Cuts the connection instead of answering. */
  drop?: boolean;
  /** Carries the request out and then cuts the connection, so that the caller cannot know. */
  dropAfter?: boolean;
  /** Answers this instead of carrying the request out; unset, a slow request is carried out. */
  status?: number;
  message?: string;
  reason?: string;
  headers?: Record<string, string>;
}

export interface Faults {
  inject(fault: Fault): void;
  clear(): void;
  handler: RequestHandler;
  /** What a call inside a batch is answered instead of being carried out. */
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
