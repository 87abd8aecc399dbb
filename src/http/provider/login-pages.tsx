import { randomBytes } from "node:crypto";
import { Router } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { consumeLoginLink } from "../../actions/providers/consume-login-link.ts";
import { requestLogin } from "../../actions/providers/request-login.ts";
import { AppError } from "../../errors.ts";
import { LinkSentPage, LoginPage } from "../../views/provider/login-page.tsx";
import { MessagePage } from "../../views/ui/message-page.tsx";
import { providerTexts } from "../../views/texts/provider-texts.ts";
import { cookieOptions } from "../auth/signed-cookie.ts";
import { readCookie } from "../auth/cookies.ts";
import { isCrossSite } from "../auth/csrf.ts";
import { readTrustedBrowser, trustBrowser } from "../auth/trusted-browser.ts";
import { providerCookie } from "../auth/provider-session.ts";
import { sendPage } from "../pages/send-page.ts";
import { pageFrame } from "../pages/page-frame.ts";

/** Says which browser asked for a link: without it, the link is worth nothing. */
const browserCookie = "provider-login";
const browserMinutes = 30;
const secretShape = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const emailShape = z.object({ email: z.string().trim().max(254).pipe(z.email()) });

/** `/provider/login`: before anyone is signed in. */
export function loginPages(deps: Deps): Router {
  const router = Router();

  router.get("/provider/login", (request, response) => {
    const frame = pageFrame(deps, request, response, "provider");
    sendPage(response, <LoginPage frame={frame} email="" faults={new Map()} />);
  });

  router.post("/provider/login", (request, response) => {
    if (isCrossSite(deps, request)) {
      throw new AppError("forbidden", "The form was not sent from a page of this service.");
    }
    const frame = pageFrame(deps, request, response, "provider");
    const given = emailShape.safeParse(request.body);
    if (!given.success) {
      const faults = new Map([["email", providerTexts(frame.language).faults.email]]);
      const typed = z.object({ email: z.string() }).safeParse(request.body).data?.email ?? "";
      sendPage(response, <LoginPage frame={frame} email={typed} faults={faults} />, 400);
      return;
    }
    const known = readTrustedBrowser(deps, request);
    const browserSecret =
      known?.secret ??
      secretShape.safeParse(readCookie(request, browserCookie)).data ??
      randomBytes(32).toString("base64url");
    response.cookie(browserCookie, browserSecret, {
      ...cookieOptions(deps),
      path: "/provider",
      maxAge: browserMinutes * 60_000,
    });
    const { email } = given.data;
    sendPage(response, <LinkSentPage frame={frame} email={email} />);
    // After the answer, so that its time, too, tells nobody whether the address is known.
    requestLogin(deps, {
      email,
      browserSecret,
      knownUserIds: known?.userIds ?? [],
      language: frame.language,
    }).catch((error: unknown) => {
      deps.logger.error({ fault: (error as Error).name }, "a login link was not sent");
    });
  });

  router.get("/provider/login/:token", async (request, response) => {
    const browserSecret = secretShape.safeParse(readCookie(request, browserCookie)).data;
    const { token } = request.params;
    const userId =
      browserSecret === undefined
        ? undefined
        : await consumeLoginLink(deps, { token, browserSecret });
    if (userId === undefined) {
      const texts = providerTexts(pageFrame(deps, request, response, "provider").language);
      const page = (
        <MessagePage
          // The address holds the token: the language is chosen on the login page.
          frame={{ ...pageFrame(deps, request, response, "provider"), path: "/provider/login" }}
          heading={texts.deadLink}
          text={texts.deadLinkText}
          link={{ href: "/provider/login", text: texts.tryAgain }}
        />
      );
      sendPage(response, page, 410);
      return;
    }
    providerCookie.start(deps, response, { userId });
    trustBrowser(deps, request, response, userId);
    response.clearCookie(browserCookie, { ...cookieOptions(deps), path: "/provider" });
    response.set("Cache-Control", "no-store").redirect(303, "/provider");
  });

  return router;
}
