import { startSession } from "../../src/actions/access/start-session.ts";
import type { SessionDeps } from "../../src/http/auth/session-cookie.ts";

/** The CSRF token of the sessions below. */
const csrf = "token";

/** Signs a member of staff in; the value of the browser's cookie `staff`. */
export async function staffSession(
  deps: SessionDeps,
  {
    sub,
    ...claims
  }: {
    sub: string;
    name: string;
    nav: string[];
    culture: string[];
    auditor?: string[];
    navProtected?: string[];
    operator?: boolean;
  },
): Promise<string> {
  const session = { kind: "staff", subject: sub, claims: { ...claims, csrf } } as const;
  return (await startSession(deps, session)).secret;
}

/** Signs a provider's user in; the value of the browser's cookie `provider`. */
export async function providerSession(deps: SessionDeps, userId = ""): Promise<string> {
  const session = { kind: "provider", subject: userId, claims: { csrf } } as const;
  return (await startSession(deps, session)).secret;
}
