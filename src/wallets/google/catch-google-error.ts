import { GoogleError } from "./google-error.ts";

/** The GoogleError that the work ends in, if it does; throws any other. */
export async function catchGoogleError(work: Promise<unknown>): Promise<GoogleError | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof GoogleError) return error;
    throw error;
  }
}
