import { setTimeout as sleep } from "node:timers/promises";
import type { Request, RequestHandler } from "express";
import { answerFailure } from "./google-failure.ts";

/** How Google is to misbehave. */
interface Fault {
  /** How many requests meet it; one unless told otherwise. */
  times?: number;
  /** Which requests; every one unless told otherwise. */
  when?: (request: Request) => boolean;
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
}

export function makeFaults(): Faults {
  let faults: (Fault & { left: number })[] = [];
  return {
    inject: (fault) => faults.push({ ...fault, left: fault.times ?? 1 }),
    clear: () => {
      faults = [];
    },
    handler: async (request, response, next) => {
      const fault = faults.find(({ left, when }) => left > 0 && (when?.(request) ?? true));
      if (!fault) {
        next();
        return;
      }
      fault.left -= 1;
      if (fault.delay !== undefined) await sleep(fault.delay);
      if (fault.hang) return;
      if (fault.drop) {
        request.socket.destroy();
      } else if (fault.dropAfter) {
        response.json = () => {
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
  };
}
