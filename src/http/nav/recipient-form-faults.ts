import { AppError } from "../../errors.ts";
import { staffTexts, type StaffLanguage } from "../../views/texts/staff-texts.ts";

const knownReference = "known_reference";

/** Turns a conflict into a fault of the reference field; returns any other error unchanged. */
export function asFormFault(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== "conflict") return error;
  const fault = { path: "reference", code: knownReference, message: "is another recipient's" };
  return new AppError("validation_failed", error.message, { errors: [fault] });
}

/** Whether the form was refused since another recipient has its reference. */
export const hasKnownReference = (error: AppError | undefined): boolean =>
  error?.errors.some(({ code }) => code === knownReference) === true;

/** Message for each faulty field of the form; undefined for an error that is not about a field. */
export function recipientFaultsOf(
  error: AppError,
  language: StaffLanguage,
): Map<string, string> | undefined {
  const { faults } = staffTexts(language);
  if (hasKnownReference(error)) return new Map([["reference", faults.knownReference]]);
  if (error.code === "precondition_failed") return new Map([["label", faults.changedMeanwhile]]);
  if (error.code === "forbidden") return new Map([["municipality", faults.municipality]]);
  if (error.code !== "validation_failed") return undefined;
  return new Map(
    error.errors.map(({ path }) => [
      path,
      path in faults ? String(faults[path as keyof typeof faults]) : faults.other,
    ]),
  );
}
