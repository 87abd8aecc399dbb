import { GoogleError } from "./google-error.ts";

/** Resolves to the GoogleError that the work rejects with, or undefined; rejects with any other error. */
export async function catchGoogleError(work: Promise<unknown>): Promise<GoogleError | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof GoogleError) return error;
    throw error;
  }
}
