import { AppError } from "../../src/errors.ts";

/** The AppError that the promise ends with; anything else, a success too, fails the test. */
export async function refusalOf(promise: Promise<unknown>): Promise<AppError> {
  const outcome = await promise.then(
    () => new Error("It was not refused."),
    (error: unknown) => error,
  );
  if (outcome instanceof AppError) return outcome;
  throw outcome;
}
