import type { ErrorRequestHandler, Express, Request, Response } from "express";
import type { ReactElement } from "react";
import type { Deps } from "../../actions/deps.ts";
import { AppError, type ErrorCode } from "../../errors.ts";
import { HolderMessagePage } from "../../views/holder/holder-message-page.tsx";
import { errorTexts } from "../../views/texts/error-texts.ts";
import { staffTexts } from "../../views/texts/staff-texts.ts";
import { MessagePage } from "../../views/ui/message-page.tsx";
import type { Area } from "../../views/ui/page-frame.ts";
import { renderErrors } from "../api/render-errors.ts";
import { holderLanguage } from "../holder/claim-request.ts";
import { pageFrame } from "../pages/page-frame.ts";
import { sendPage } from "../pages/send-page.ts";

type ErrorDeps = Pick<Deps, "config" | "logger">;
type ErrorPage = (
  deps: ErrorDeps,
  error: AppError,
  request: Request,
  response: Response,
) => ReactElement;

/** Message by error code; every other error is shown as "trouble", without details. */
const holderKinds: Partial<Record<ErrorCode, "gone" | "notFound" | "tooMany">> = {
  not_found: "notFound",
  gone: "gone",
  too_many_requests: "tooMany",
};

const holderPage: ErrorPage = (_deps, { code }, request) => {
  const kind = holderKinds[code] ?? "trouble";
  const claimPath = kind === "gone" ? request.originalUrl.split(/[/?]/, 3).join("/") : undefined;
  const frame = { language: holderLanguage(request), path: "/t" };
  return <HolderMessagePage frame={frame} kind={kind} claimPath={claimPath} />;
};

/**
 * An error page with the area's tabs when signed in. Its language links lead to the front page, since
 * this address may be a form's.
 */
const areaPage =
  (area: Area): ErrorPage =>
  (deps, { code, status }, request, response) => {
    const path = `/${area}`;
    const frame = { ...pageFrame(deps, request, response, area), path, isPosted: false };
    const { heading, text, toFrontPage, toReviews } = errorTexts(frame.language, area, code);
    const front = { href: path, text: toFrontPage };
    const link =
      code === "forbidden" && area !== "provider"
        ? { href: "/login?again", text: staffTexts(frame.language).signInAgain }
        : status === 409 && area === "culture"
          ? { ...front, text: toReviews }
          : front;
    return <MessagePage frame={frame} heading={heading} text={text} link={link} />;
  };

/**
 * Answers errors below the pages' paths as pages. Mounted last, to cover also the middleware before the
 * pages.
 */
export function mountPageErrors(app: Express, deps: ErrorDeps): void {
  const answer = (page: ErrorPage) => pageErrors(deps, page);
  app.use("/t", answer(holderPage));
  app.use("/provider", answer(areaPage("provider")));
  app.use("/culture", answer(areaPage("culture")));
  app.use("/unsubscribe/office", answer(areaPage("culture")));
  app.use("/unsubscribe", answer(areaPage("provider")));
  app.use("/auditor", answer(areaPage("auditor")));
  app.use("/operator", answer(areaPage("operator")));
  app.use(["/nav", "/login", "/logout"], answer(areaPage("nav")));
  app.use(mistypedAddress(deps));
}

const pageErrors = (deps: ErrorDeps, page: ErrorPage) =>
  renderErrors(deps, (error, request, response) => {
    sendPage(response, page(deps, error, request, response), error.status);
  });

/**
 * Answers a browser's request for an unknown address with the families' page, which leads to the code's
 * form. A program, which asks for no page, and another error get the next handler's answer.
 */
export function mistypedAddress(deps: ErrorDeps): ErrorRequestHandler {
  const answer = pageErrors(deps, holderPage);
  return (error: unknown, request, response, next) => {
    const isUnknown = error instanceof AppError && error.code === "not_found";
    const isBrowser = request.method === "GET" && request.accepts(["json", "html"]) === "html";
    if (isUnknown && isBrowser) answer(error, request, response, next);
    else next(error);
  };
}
