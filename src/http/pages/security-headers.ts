import type { RequestHandler, Response } from "express";
import helmet from "helmet";
import type { Config } from "../../config.ts";

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
  const protect = helmet({
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
        // Also applies to a form's redirect: the sign-in form redirects to the identity provider.
        "form-action": ["'self'", ...(oidc ? [new URL(oidc.issuer).origin] : [])],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        ...(secure && { "upgrade-insecure-requests": [] }),
      },
    },
    strictTransportSecurity: secure && { maxAge: 365 * 86_400 },
    referrerPolicy: { policy: "no-referrer" },
  });
  return (req, res, next) => {
    res.set("X-Robots-Tag", "noindex");
    protect(req, res, next);
  };
}

/** Allows WebAssembly in the page's script policy, which the barcode decoder needs. */
export function allowWebAssembly(response: Response): void {
  const policy = String(response.get("Content-Security-Policy"));
  const allowed = policy.replace("script-src 'self'", "$& 'wasm-unsafe-eval'");
  response.set("Content-Security-Policy", allowed);
}
