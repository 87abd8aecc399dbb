import type { Trx } from "../../db/connect.ts";
import { updateHeldForm, type Session } from "../../db/access/sessions.ts";
import { holdsNationalIdentityNumber } from "../../domain/national-identity-number.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/** A form that was sent when its session had ended. */
export interface HeldForm {
  /** Path and query that it was sent to. */
  path: string;
  fields: Record<string, unknown>;
}

const column = "sessions.form_sealed";

type Holding = Pick<Deps, "db" | "keyRing">;

/** A form comes back without the values that hold a national identity number, which would be refused anyway. */
const withoutNumbers = ({ path, fields }: HeldForm): HeldForm => ({
  path,
  fields: Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => !holdsNationalIdentityNumber([value].flat().map(String).join("\n")),
    ),
  ),
});

/**
 * Holds the form, encrypted, until the same person has signed in again on the same browser; without values that hold a
 * national identity number.
 */
export async function holdForm(deps: Holding, id: string, form: HeldForm): Promise<void> {
  const formSealed = deps.keyRing.encrypt(
    { column, row: id },
    JSON.stringify(withoutNumbers(form)),
  );
  await unitOfWork(deps, ({ trx }) => updateHeldForm(trx, { id, formSealed }));
}

export async function removeHeldForm(deps: Pick<Deps, "db">, id: string): Promise<void> {
  await unitOfWork(deps, ({ trx }) => updateHeldForm(trx, { id, formSealed: null }));
}

/** Returns the form that the session holds; undefined without one. */
export function readHeldForm(
  { keyRing }: Pick<Deps, "keyRing">,
  { id, formSealed }: Pick<Session, "id" | "formSealed">,
): HeldForm | undefined {
  if (formSealed === null) return undefined;
  return JSON.parse(keyRing.decrypt({ column, row: id }, formSealed)) as HeldForm;
}

/** Moves the form of an ended session to the person's next one. */
export async function moveHeldForm(
  trx: Trx,
  { keyRing }: Pick<Deps, "keyRing">,
  from: Session | undefined,
  to: Pick<Session, "id" | "subject">,
): Promise<boolean> {
  if (!from || from.formSealed === null || from.subject !== to.subject) return false;
  const form = keyRing.decrypt({ column, row: from.id }, from.formSealed);
  const formSealed = keyRing.encrypt({ column, row: to.id }, form);
  await updateHeldForm(trx, { id: to.id, formSealed });
  return true;
}
