import { randomBytes } from "node:crypto";
import type { Request, Router } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { consumeLoginLink } from "../../actions/providers/consume-login-link.ts";
import { requestLogin } from "../../actions/providers/request-login.ts";
import { AppError } from "../../errors.ts";
import { LinkSentPage, LoginPage } from "../../views/provider/login-page.tsx";
import { MessagePage } from "../../views/ui/message-page.tsx";
import { providerTexts } from "../../views/texts/staff-texts.ts";
import { parse } from "../api/parse.ts";
import { createCookie } from "../auth/cookies.ts";
import { isCrossSite } from "../auth/csrf.ts";
import { readTrustedBrowser, trustBrowser } from "../auth/trusted-browser.ts";
import { providerCookie } from "../auth/provider-session.ts";
import { sendPage } from "../pages/send-page.ts";
import { pageRouter } from "../pages/page-router.ts";

/** Identifies the browser that asked for a login link; the link works in no other. */
const browserCookie = createCookie("provider-login", "/provider");
const browserMinutes = 30;
const secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const secretOf = (deps: Pick<Deps, "config">, request: Request) =>
  secret.safeParse(browserCookie.read(deps, request)).data;
const login = z.object({ email: z.string().trim().max(254).pipe(z.email()) });

/** `/provider/login`: sends a login link to an address, and signs in the browser that opens it. */
export function loginPages(deps: Deps): Router {
  const { router, page, form } = pageRouter(deps, "provider");

  form("/provider/login", {
    fields: z.object({ email: z.string().catch("") }),
    show: ({ frame }, { values, faults }) => (
      <LoginPage frame={frame} email={values.email} faults={faults} />
    ),
    faults: ({ code }, { frame }) =>
      code === "validation_failed"
        ? new Map([["email", providerTexts(frame.language).faults.email]])
        : undefined,
    run({ request, response, frame }, values) {
      if (isCrossSite(deps, request)) {
        throw new AppError("forbidden", "The form was not sent from a page of this service.");
      }
      const { email } = parse(login, values);
      const known = readTrustedBrowser(deps, request);
      const browserSecret =
        known?.secret ?? secretOf(deps, request) ?? randomBytes(32).toString("base64url");
      browserCookie.set(deps, response, browserSecret, browserMinutes * 60_000);
      sendPage(response, <LinkSentPage frame={frame} email={email} />);
      // After the response, so that the response time does not reveal whether the address is known.
      requestLogin(deps, {
        email,
        browserSecret,
        knownUserIds: known?.userIds ?? [],
        language: frame.language,
      }).catch((error: unknown) => {
        deps.logger.error({ fault: (error as Error).name }, "a login link was not sent");
      });
      return undefined;
    },
  });

  page("/provider/login/:token", async ({ request, response, frame, params: { token } }) => {
    const browserSecret = secretOf(deps, request);
    const userId =
      browserSecret === undefined
        ? undefined
        : await consumeLoginLink(deps, { token, browserSecret });
    if (userId === undefined) {
      const texts = providerTexts(frame.language);
      return {
        status: 410,
        page: (
          <MessagePage
            // The address holds the token: the language is chosen on the login page.
            frame={{ ...frame, path: "/provider/login" }}
            heading={texts.deadLink}
            text={texts.deadLinkText}
            link={{ href: "/provider/login", text: texts.tryAgain }}
          />
        ),
      };
    }
    const { holdsForm } = await providerCookie.start(
      deps,
      { request, response },
      { subject: userId, claims: {} },
    );
    trustBrowser(deps, request, response, userId);
    browserCookie.clear(deps, response);
    response.set("Cache-Control", "no-store");
    return holdsForm ? "/provider/resume" : "/provider";
  });

  return router;
}
