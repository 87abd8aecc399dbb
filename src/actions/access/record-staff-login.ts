import { recordAudit } from "../../db/audit.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/** Audits that a member of staff signed in with roles, or was refused for lack of any. */
export async function recordStaffLogin(
  { db }: Pick<Deps, "db">,
  {
    subject,
    nav,
    culture,
    auditor = [],
    navProtected = [],
    operator = false,
  }: {
    subject: string;
    nav: string[];
    culture: string[];
    auditor?: string[];
    navProtected?: string[];
    operator?: boolean;
  },
): Promise<void> {
  const hasRole = operator || [nav, culture, auditor].some(({ length }) => length > 0);
  const action = hasRole ? "staff.signed_in" : "staff.refused";
  const detail = hasRole
    ? {
        nav,
        culture,
        ...(auditor.length > 0 && { auditor }),
        ...(navProtected.length > 0 && { navProtected }),
        ...(operator && { operator }),
      }
    : { reason: "no_role" };
  await unitOfWork({ db }, ({ trx }) =>
    recordAudit(trx, { actor: subject, action, subject, detail }),
  );
}

/** Audits a login that the identity provider did not confirm, or not as strongly as we ask. The subject is unknown. */
export async function recordRefusedLogin(
  { db }: Pick<Deps, "db">,
  reason: "not_confirmed" | "acr",
): Promise<void> {
  const event = { actor: "unknown", action: "staff.refused", subject: "login" };
  await unitOfWork({ db }, ({ trx }) => recordAudit(trx, { ...event, detail: { reason } }));
}
