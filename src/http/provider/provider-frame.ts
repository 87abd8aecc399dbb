import type { Request, Response } from "express";
import type { Deps } from "../../actions/deps.ts";
import type { ProviderFrame } from "../../views/provider/provider-document.tsx";
import { providerSessionOf } from "../auth/provider-session.ts";
import { staffLanguage } from "../pages/staff-frame.ts";

/** What the page's frame shows to nobody in particular: before the login, and when something failed. */
export function plainProviderFrame(
  { config }: Pick<Deps, "config">,
  request: Request,
): ProviderFrame {
  return {
    brandName: config.brandName,
    language: staffLanguage(request),
    path: request.originalUrl.split("?")[0] ?? "/provider",
    ...(config.environment !== "production" && { messagesHref: "/sandbox/messages" }),
  };
}

/** What the page's frame shows; behind `requireProvider`. */
export function providerFrameOf(
  deps: Pick<Deps, "config">,
  request: Request,
  response: Response,
): ProviderFrame {
  const { user, csrf } = providerSessionOf(response);
  const { providerName: provider, email, role } = user;
  return { ...plainProviderFrame(deps, request), session: { provider, email, role, csrf } };
}
