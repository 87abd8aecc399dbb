import type { ErrorRequestHandler } from "express";
import type { Deps } from "../../actions/deps.ts";
import { ProviderMessagePage } from "../../views/provider/provider-message-page.tsx";
import { providerTexts } from "../../views/texts/provider-texts.ts";
import { isProviderSignedIn } from "../auth/provider-session.ts";
import { sendPage } from "../pages/send-page.ts";
import { plainProviderFrame, providerFrameOf } from "./provider-frame.ts";

/** What a provider's page says when it cannot do what was asked; `statusOf` reads the error. */
export function providerErrors(
  deps: Pick<Deps, "config">,
  statusOf: (error: unknown) => number,
): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const frame = {
      ...(isProviderSignedIn(response)
        ? providerFrameOf(deps, request, response)
        : plainProviderFrame(deps, request)),
      path: "/provider",
    };
    const texts = providerTexts(frame.language);
    const status = statusOf(error);
    const said: Record<number, [heading: string, text: string]> = {
      401: [texts.problem, texts.sessionEnded],
      403: [texts.forbidden, texts.forbiddenHelp],
      404: [texts.notFound, texts.notFoundHelp],
      409: [texts.problem, texts.notNow],
      422: [texts.problem, texts.notNow],
      429: [texts.problem, texts.tooMany],
    };
    const [heading, text] = said[status] ?? [texts.problem, texts.unavailable];
    const link = { href: "/provider", text: texts.toFrontPage };
    const page = <ProviderMessagePage frame={frame} heading={heading} text={text} link={link} />;
    sendPage(response, page, status);
  };
}
