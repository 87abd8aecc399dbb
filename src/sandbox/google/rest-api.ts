import { Router, type Request } from "express";
import { readBatchRequest, writeBatchAnswer } from "./batch-parts.ts";
import type { Body } from "./check-body.ts";
import { answerFailure } from "./google-failure.ts";
import type { RestAnswer, RestCall } from "./rest-calls.ts";

const base = "/walletobjects/v1/";
/** Google's limit of calls in a batch. */
const maxParts = 1_000;

/** Answers a call inside a batch, by `answer` or in its place. `path` is below the mount path. */
export type AnswerPart = (
  call: { method: string; path: string; body: Body },
  answer: () => RestAnswer,
) => RestAnswer;

/** Routes the REST calls, alone and in batches. */
export function restApi(
  answer: (call: RestCall) => RestAnswer,
  answerPart: AnswerPart = (_call, otherwise) => otherwise(),
): Router {
  const router = Router();

  router.post("/batch", (request, response) => {
    const parts = readBatchRequest(request.get("content-type") ?? "", String(request.body));
    if (parts.length === 0 || parts.length > maxParts) {
      answerFailure(response, 400, `A batch has 1 to ${maxParts} parts.`);
      return;
    }
    const answers = parts.map(({ id, method, target, body }) => {
      const url = new URL(target, "http://google");
      const path = url.pathname;
      const call = { method, path: path.slice(base.length), query: url.searchParams, body };
      const answered = answerPart({ method, path, body }, () =>
        path.startsWith(base) ? answer(call) : { status: 404, body: {} },
      );
      return { id, ...answered };
    });
    const { contentType, text } = writeBatchAnswer(answers);
    response.set("content-type", contentType).send(Buffer.from(text));
  });

  router.use(base, (request: Request, response) => {
    const { method, path } = request;
    const query = new URLSearchParams(request.originalUrl.split("?")[1] ?? "");
    const body = (request.body ?? {}) as Body;
    const answered = answer({ method, path: path.slice(1), query, body });
    response.status(answered.status).json(answered.body);
  });

  return router;
}
