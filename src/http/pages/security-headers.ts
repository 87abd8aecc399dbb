import type { RequestHandler, Response } from "express";
import helmet from "helmet";
import type { Config } from "../../config.ts";

/** Whose forms may lead to a login; a family's page does not name the identity provider. */
const staffPaths = /^\/(nav|culture|login|logout)(\/|$)/i;

/**
 * Everything from our own origin and no script in a page. `style` attributes are allowed since Aksel's
 * layout components set their spacing in them. Claim links are secrets: no referrer leaves a page, and
 * no page is indexed.
 */
export function securityHeaders({
  publicUrl,
  oidc,
}: Pick<Config, "publicUrl" | "oidc">): RequestHandler {
  const secure = publicUrl.startsWith("https:");
  const protectWith = (formTargets: string[]) =>
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          "default-src": ["'none'"],
          "script-src": ["'self'"],
          "style-src": ["'self'"],
          "style-src-attr": ["'unsafe-inline'"],
          "img-src": ["'self'", "data:", "blob:"],
          "font-src": ["'self'"],
          "connect-src": ["'self'"],
          "media-src": ["'self'", "blob:"],
          "manifest-src": ["'self'"],
          "worker-src": ["'self'"],
          "form-action": ["'self'", ...formTargets],
          "frame-ancestors": ["'none'"],
          "base-uri": ["'none'"],
          ...(secure && { "upgrade-insecure-requests": [] }),
        },
      },
      strictTransportSecurity: secure && { maxAge: 365 * 86_400 },
      referrerPolicy: { policy: "no-referrer" },
    });
  const protect = protectWith([]);
  // Also applies to a form's redirect: a form of an ended session redirects to the identity provider.
  const protectStaff = protectWith(oidc ? [new URL(oidc.issuer).origin] : []);
  return (req, res, next) => {
    res.set("X-Robots-Tag", "noindex");
    (staffPaths.test(req.path) ? protectStaff : protect)(req, res, next);
  };
}

/** Allows WebAssembly in the page's script policy, which the barcode decoder needs. */
export function allowWebAssembly(response: Response): void {
  const policy = String(response.get("Content-Security-Policy"));
  const allowed = policy.replace("script-src 'self'", "$& 'wasm-unsafe-eval'");
  response.set("Content-Security-Policy", allowed);
}
