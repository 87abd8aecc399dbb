import { z } from "zod";
import type { AppError } from "../../errors.ts";
import type { ProviderValues } from "../../views/culture/provider-fields.tsx";
import { cultureTexts, type StaffLanguage } from "../../views/texts/staff-texts.ts";
import { settlementTexts } from "../../views/texts/settlement-texts.ts";
import type { Faults } from "../../views/ui/faults.tsx";

export const typedText = z.string().trim().catch("");

/** A provider's name, number and place as typed. */
export const providerForm = z.object({
  name: typedText,
  organisationNumber: typedText,
  municipality: typedText,
  placeName: typedText,
  placeAddress: typedText,
}) satisfies z.ZodType<ProviderValues>;

/** Input of the action. Spaces in the organisation number are removed, as people often type them. */
export function providerInputOf({ placeName, placeAddress, ...values }: ProviderValues): object {
  const placed = placeName !== "" || placeAddress !== "";
  return {
    ...values,
    organisationNumber: values.organisationNumber.replace(/[\s\u00a0]/g, ""),
    ...(placed && { place: { name: placeName, address: placeAddress } }),
  };
}

const placeFields: Record<string, string> = {
  "place.name": "placeName",
  "place.address": "placeAddress",
};

/** Message for each faulty field of the form; undefined for an error that is not about a field. */
export function providerFaultsOf(error: AppError, language: StaffLanguage): Faults | undefined {
  const { faults } = cultureTexts(language);
  if (error.code === "conflict") return new Map([["organisationNumber", faults.taken]]);
  if (error.code === "precondition_failed") return new Map([["name", faults.changedMeanwhile]]);
  if (error.errors.length === 0) return undefined;
  return new Map(
    error.errors.map(({ path }) => {
      const place = placeFields[path];
      if (error.code === "revealing_text") return [place ?? path, faults.revealing];
      if (place !== undefined) return [place, faults.place];
      const { accountFault, vatFault } = settlementTexts(language);
      if (path === "accountNumber") return [path, accountFault];
      if (path === "vatPercent") return [path, vatFault];
      return [path, path in faults ? faults[path as keyof typeof faults] : faults.other];
    }),
  );
}
