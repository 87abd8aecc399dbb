import type { Deps } from "../deps.ts";
import type { Check } from "./readiness.ts";

/** Whole days until each of Apple's certificates ends; empty without an Apple part. */
export function certificateDays({ apple, clock }: Pick<Deps, "apple" | "clock">) {
  return apple?.certificateStatus(clock.now()) ?? [];
}

/** Days left of the certificate that must be renewed first; undefined when none must. */
export function daysToRenewal(deps: Pick<Deps, "apple" | "clock">): number | undefined {
  const ending = certificateDays(deps).filter(({ mustBeRenewed }) => mustBeRenewed);
  return ending.length > 0 ? Math.min(...ending.map(({ daysLeft }) => daysLeft)) : undefined;
}

const certificateNames = {
  pass: "applePassCertificate",
  wwdr: "appleWwdrCertificate",
  pass_previous: "applePassCertificatePrevious",
  pass_next: "applePassCertificateNext",
};

export function certificateChecks(deps: Pick<Deps, "apple" | "clock">): [string, Check][] {
  const certificates = certificateDays(deps);
  if (certificates.length === 0) return [["appleCertificate", { status: "not_configured" }]];
  return certificates.map(({ name, notAfter, daysLeft, mustBeRenewed }) => {
    const key = certificateNames[name];
    const check = { notAfter: notAfter.toISOString(), daysLeft };
    if (!mustBeRenewed) return [key, { status: "ok", ...check }];
    if (daysLeft >= 0) {
      return [key, { status: "warning", ...check, message: "Renew the certificate now." }];
    }
    const message =
      "The certificate has expired: no pass is signed, and no phone hears of changes.";
    return [key, { status: "degraded", ...check, message }];
  });
}
