import type { ErrorRequestHandler } from "express";
import type { Deps } from "../../actions/deps.ts";
import { CultureDocument } from "../../views/culture/culture-document.tsx";
import { HolderMessagePage } from "../../views/holder/holder-message-page.tsx";
import { StaffDocument, type StaffFrame } from "../../views/ui/staff-document.tsx";
import { StaffMessage, StaffMessagePage } from "../../views/nav/staff-message-page.tsx";
import { cultureTexts } from "../../views/texts/culture-texts.ts";
import { staffTexts, type StaffLanguage } from "../../views/texts/staff-texts.ts";
import { isSignedIn } from "../auth/staff-session.ts";
import { holderLanguage } from "../holder/claim-pages.tsx";
import { frameOf, staffLanguage } from "../pages/staff-frame.ts";
import { asAppError, setRetryAfter } from "../api/problem.ts";
import { providerErrors } from "../provider/provider-errors.tsx";
import { sendPage } from "../pages/send-page.ts";

type ErrorDeps = Pick<Deps, "config" | "logger">;

const statusOf = (error: unknown): number => asAppError(error)?.status ?? 500;

/** Only ids and names: a request's path may hold a claim token. */
function report({ logger }: ErrorDeps, error: unknown, page: string): void {
  if (statusOf(error) < 500) return;
  const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: undefined };
  logger.error({ fault: { name, stack }, page }, "a page failed");
}

const holderKinds: Record<number, "gone" | "notFound" | "tooMany"> = {
  404: "notFound",
  410: "gone",
  429: "tooMany",
};

/** Says no more to a bystander than that something was not found or went wrong. */
function holderErrors(deps: ErrorDeps): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    report(deps, error, "holder");
    const status = statusOf(error);
    const kind = holderKinds[status] ?? "trouble";
    const claimPath = kind === "gone" ? request.path.split("/", 3).join("/") : undefined;
    const { brandName } = deps.config;
    const frame = { brandName, language: holderLanguage(request), path: "/t" };
    sendPage(
      response,
      <HolderMessagePage frame={frame} kind={kind} claimPath={claimPath} />,
      status,
    );
  };
}

function staffErrors(deps: ErrorDeps): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    report(deps, error, "staff");
    const status = statusOf(error);
    const language = staffLanguage(request);
    const isCulture = isUnder(request.path, ["/culture"]);
    const message = messageOf(status, language, isCulture);
    const { brandName } = deps.config;
    const page = isSignedIn(response) ? (
      inFrame(isCulture, frameOf(deps, request, response), message)
    ) : (
      <StaffMessagePage language={language} brandName={brandName} {...message} />
    );
    sendPage(response, page, status);
  };
}

/** What a page of the staff's says of an error. */
function messageOf(
  status: number,
  language: StaffLanguage,
  isCulture: boolean,
): { heading: string; text: string; link: { href: string; text: string } } {
  const texts = staffTexts(language);
  const front = { href: isCulture ? "/culture" : "/nav", text: texts.toFrontPage };
  const { alreadyReviewed, toReviews } = cultureTexts(language);
  const again = { href: "/login?again", text: texts.signInAgain };
  const said: Record<number, [heading: string, text: string, link: typeof front]> = {
    401: [texts.problem, texts.sessionEnded, front],
    403: [texts.forbidden, texts.forbiddenHelp, again],
    404: [texts.notFound, texts.notFoundHelp, front],
    409: isCulture
      ? [texts.problem, alreadyReviewed, { ...front, text: toReviews }]
      : [texts.problem, texts.alreadyEnded, front],
  };
  const [heading, text, link] = said[status] ?? [texts.problem, texts.unavailable, front];
  return { heading, text, link };
}

/** With its tabs, so that whoever is signed in goes on from here; languages change on the first page. */
function inFrame(isCulture: boolean, frame: StaffFrame, message: ReturnType<typeof messageOf>) {
  const body = <StaffMessage {...message} />;
  return isCulture ? (
    <CultureDocument frame={{ ...frame, path: "/culture" }} title={message.heading}>
      {body}
    </CultureDocument>
  ) : (
    <StaffDocument frame={{ ...frame, path: "/nav" }} title={message.heading}>
      {body}
    </StaffDocument>
  );
}

const isUnder = (path: string, roots: string[]) =>
  roots.some((root) => path === root || path.startsWith(`${root}/`));

/** People's pages answer errors as pages; last of all, so that it also covers what stands before the pages. */
export function pageErrors(deps: ErrorDeps): ErrorRequestHandler {
  const holder = holderErrors(deps);
  const staff = staffErrors(deps);
  const provider = providerErrors(deps, statusOf);
  return (error: unknown, request, response, next) => {
    if (!response.headersSent) setRetryAfter(response, statusOf(error));
    if (isUnder(request.path, ["/t"])) return holder(error, request, response, next);
    if (isUnder(request.path, ["/provider"])) {
      report(deps, error, "provider");
      return provider(error, request, response, next);
    }
    if (isUnder(request.path, ["/nav", "/culture", "/login", "/logout"])) {
      return staff(error, request, response, next);
    }
    next(error);
  };
}
