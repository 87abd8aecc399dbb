import type { Express, Request, Response } from "express";
import type { ReactElement } from "react";
import type { Deps } from "../../actions/deps.ts";
import type { AppError, ErrorCode } from "../../errors.ts";
import { CultureDocument } from "../../views/culture/culture-document.tsx";
import { HolderMessagePage } from "../../views/holder/holder-message-page.tsx";
import { StaffMessage, StaffMessagePage } from "../../views/nav/staff-message-page.tsx";
import { ProviderMessagePage } from "../../views/provider/provider-message-page.tsx";
import { staffTexts } from "../../views/texts/staff-texts.ts";
import { errorTexts, type ErrorAudience } from "../../views/texts/error-texts.ts";
import { StaffDocument } from "../../views/ui/staff-document.tsx";
import { renderErrors } from "../api/render-errors.ts";
import { isProviderSignedIn } from "../auth/provider-session.ts";
import { isSignedIn } from "../auth/staff-session.ts";
import { holderLanguage } from "../holder/claim-pages.tsx";
import { sendPage } from "../pages/send-page.ts";
import { frameOf, staffLanguage } from "../pages/staff-frame.ts";
import { plainProviderFrame, providerFrameOf } from "../provider/provider-frame.ts";

type ErrorDeps = Pick<Deps, "config" | "logger">;
type ErrorPage = (
  deps: ErrorDeps,
  error: AppError,
  request: Request,
  response: Response,
) => ReactElement;

/** Every other error is "trouble": a bystander learns no more. */
const holderKinds: Partial<Record<ErrorCode, "gone" | "notFound" | "tooMany">> = {
  not_found: "notFound",
  gone: "gone",
  too_many_requests: "tooMany",
};

const holderPage: ErrorPage = ({ config }, { code }, request) => {
  const kind = holderKinds[code] ?? "trouble";
  const claimPath = kind === "gone" ? request.originalUrl.split(/[/?]/, 3).join("/") : undefined;
  const frame = { brandName: config.brandName, language: holderLanguage(request), path: "/t" };
  return <HolderMessagePage frame={frame} kind={kind} claimPath={claimPath} />;
};

const providerPage: ErrorPage = (deps, { code }, request, response) => {
  const frame = isProviderSignedIn(response)
    ? providerFrameOf(deps, request, response)
    : plainProviderFrame(deps, request);
  const { heading, text, toFrontPage } = errorTexts(frame.language, "provider", code);
  const link = { href: "/provider", text: toFrontPage };
  return (
    <ProviderMessagePage
      frame={{ ...frame, path: "/provider" }}
      heading={heading}
      text={text}
      link={link}
    />
  );
};

/** A page with the caller's tabs when signed in; a language is chosen on the front page, since this address may be a form's. */
const staffPage =
  (audience: Exclude<ErrorAudience, "provider">): ErrorPage =>
  (deps, { code, status }, request, response) => {
    const language = staffLanguage(request);
    const { heading, text, toFrontPage, toReviews } = errorTexts(language, audience, code);
    const front = { href: `/${audience}`, text: toFrontPage };
    const link =
      code === "forbidden"
        ? { href: "/login?again", text: staffTexts(language).signInAgain }
        : status === 409 && audience === "culture"
          ? { ...front, text: toReviews }
          : front;
    const message = { heading, text, link };
    if (!isSignedIn(response)) {
      const { brandName } = deps.config;
      return <StaffMessagePage language={language} brandName={brandName} {...message} />;
    }
    const frame = { ...frameOf(deps, request, response), path: front.href };
    const Document = audience === "culture" ? CultureDocument : StaffDocument;
    return (
      <Document frame={frame} title={heading}>
        <StaffMessage {...message} />
      </Document>
    );
  };

/** Answers an error as a page in the caller's frame. Mounted last, so that it also covers what stands before the pages. */
export function mountPageErrors(app: Express, deps: ErrorDeps): void {
  const answer = (page: ErrorPage) =>
    renderErrors(deps, (error, request, response) => {
      sendPage(response, page(deps, error, request, response), error.status);
    });
  app.use("/t", answer(holderPage));
  app.use("/provider", answer(providerPage));
  app.use("/culture", answer(staffPage("culture")));
  app.use(["/nav", "/login", "/logout"], answer(staffPage("nav")));
}
