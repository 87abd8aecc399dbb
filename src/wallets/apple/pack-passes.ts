// https://developer.apple.com/documentation/walletpasses/distributing_and_updating_a_pass#3793282
import { AppError } from "../../errors.ts";
import { storedZip, zipEntry } from "./stored-zip.ts";

/** A phone refuses a bundle of more passes. */
export const passesPerBundle = 10;

/**
 * Packs several passes into one `.pkpasses`, as pieces to stream. Throws AppError("unprocessable") for
 * none or too many.
 */
export function packPasses(passes: readonly { pieces: readonly Uint8Array[] }[]): {
  pieces: Uint8Array[];
  length: number;
} {
  if (passes.length === 0 || passes.length > passesPerBundle) {
    throw new AppError("unprocessable", `A bundle holds 1 to ${passesPerBundle} passes.`);
  }
  return storedZip(passes.map(({ pieces }, index) => zipEntry(`${index + 1}.pkpass`, pieces)));
}
