import type { Deps } from "../../../actions/deps.ts";
import { draftArtwork } from "../../../actions/templates/draft-artwork.ts";
import { entityTag } from "../../../domain/entity-tag.ts";
import { AppError, type FieldError } from "../../../errors.ts";
import type { TemplateFormValues } from "../../../views/provider/template-form-values.ts";
import type { OthersChange } from "../../../views/ui/others-changes.tsx";
import type { ProviderActor } from "../../auth/api-key.ts";

/** Why a form was not saved, and its values as they are to be shown. */
export interface DraftRefusal {
  errors: FieldError[];
  values: TemplateFormValues;
  /** What another has changed since the form was opened. */
  others?: OthersChange[];
}

interface Saving {
  /** Stores it with these pictures; answers where to go then. */
  save: (
    artwork: Awaited<ReturnType<typeof draftArtwork>>["artwork"],
    ifMatch: string | undefined,
  ) => Promise<string>;
  /** The form's values over what another has saved meanwhile, and the input where that is said. */
  late: {
    merge: (values: TemplateFormValues) => Promise<{
      values: TemplateFormValues;
      others?: OthersChange[];
    }>;
    input: string;
  };
}

/**
 * Saves a form with pictures. Refused with what is to be corrected, where pictures are no longer kept, or where another
 * saved a version meanwhile, which the form replaces when it is sent again. Throws what no field can say.
 */
export async function saveDraft(
  deps: Pick<Deps, "db">,
  actor: ProviderActor,
  values: TemplateFormValues,
  { save, late }: Saving,
): Promise<string | DraftRefusal> {
  const { artwork, expired } = await draftArtwork(deps, { actor, ...values });
  if (expired.length > 0) {
    const gone = Object.fromEntries(expired.map((role) => [role, undefined]));
    return {
      errors: expired.map((path) => ({ path, code: "expired", message: "is no longer kept" })),
      values: { ...values, uploads: { ...values.uploads, ...gone } },
    };
  }
  try {
    return await save(artwork, values.version === "" ? undefined : entityTag(values.version));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "precondition_failed") {
      const message = "was changed meanwhile";
      return {
        errors: [{ path: late.input, code: "changed_meanwhile", message }],
        ...(await late.merge(values)),
      };
    }
    if (error.errors.length === 0) throw error;
    return { errors: [...error.errors], values };
  }
}
