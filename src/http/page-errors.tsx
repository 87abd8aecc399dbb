import type { ErrorRequestHandler } from "express";
import type { Deps } from "../actions/deps.ts";
import { HolderMessagePage } from "../views/holder/holder-message-page.tsx";
import { StaffMessagePage } from "../views/nav/staff-message-page.tsx";
import { staffTexts } from "../views/texts/staff-texts.ts";
import { holderLanguage } from "./holder/claim-pages.tsx";
import { staffLanguage } from "./nav/staff-frame.ts";
import { asAppError, askBack } from "./problem.ts";
import { providerErrors } from "./provider/provider-errors.tsx";
import { sendPage } from "./send-page.ts";

type ErrorDeps = Pick<Deps, "config" | "logger">;

const statusOf = (error: unknown): number => asAppError(error)?.status ?? 500;

/** Only ids and names: a request's path may hold a claim token. */
function report({ logger }: ErrorDeps, error: unknown, page: string): void {
  if (statusOf(error) < 500) return;
  const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: undefined };
  logger.error({ fault: { name, stack }, page }, "a page failed");
}

/** Says no more to a bystander than that something was not found or went wrong. */
function holderErrors(deps: ErrorDeps): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    report(deps, error, "holder");
    const status = statusOf(error);
    const kind = status === 404 ? "notFound" : status === 429 ? "tooMany" : "trouble";
    const { brandName } = deps.config;
    const frame = { brandName, language: holderLanguage(request), path: "/t" };
    sendPage(response, <HolderMessagePage frame={frame} kind={kind} />, status);
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
    const texts = staffTexts(language);
    const home = isUnder(request.path, ["/culture"]) ? "/culture" : "/nav";
    const front = { href: home, text: texts.toFrontPage };
    const again = { href: "/login?again", text: texts.signInAgain };
    const said: Record<number, { heading: string; text: string; link: typeof front }> = {
      401: { heading: texts.problem, text: texts.sessionEnded, link: front },
      403: { heading: texts.forbidden, text: texts.forbiddenHelp, link: again },
      404: { heading: texts.notFound, text: texts.notFoundHelp, link: front },
      409: { heading: texts.problem, text: texts.alreadyEnded, link: front },
    };
    const shown = said[status] ?? { heading: texts.problem, text: texts.unavailable, link: front };
    const { brandName } = deps.config;
    sendPage(
      response,
      <StaffMessagePage language={language} brandName={brandName} {...shown} />,
      status,
    );
  };
}

const isUnder = (path: string, roots: string[]) =>
  roots.some((root) => path === root || path.startsWith(`${root}/`));

/** People's pages answer errors as pages; last of all, so that it also covers what stands before the pages. */
export function pageErrors(deps: ErrorDeps): ErrorRequestHandler {
  const holder = holderErrors(deps);
  const staff = staffErrors(deps);
  const provider = providerErrors(deps, statusOf);
  return (error: unknown, request, response, next) => {
    if (!response.headersSent) askBack(response, statusOf(error));
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
