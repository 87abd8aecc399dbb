import type { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { updateProvider } from "../../actions/providers/update-provider.ts";
import { formatAccountNumber } from "../../domain/providers/account-number.ts";
import { entityTag } from "../../domain/entity-tag.ts";
import { providerRevision } from "../../domain/providers/provider-revision.ts";
import { providerChanges } from "../../domain/providers/provider-input.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import {
  ChangeProviderPage,
  providerLabels,
  type ChangedValues,
} from "../../views/culture/change-provider-page.tsx";
import type { StaffLanguage } from "../../views/texts/staff-texts.ts";
import { unbroken } from "../../views/ui/format.ts";
import type { OthersChange } from "../../views/ui/others-changes.tsx";
import { mergeForm, shownForm } from "../pages/merge-form.ts";
import { parse } from "../api/parse.ts";
import { pageRouter, type FormState } from "../pages/page-router.ts";
import { findListedProvider } from "./find-listed-provider.ts";
import { providerFaultsOf, providerForm, providerInputOf, typedText } from "./provider-form.ts";

const changeForm = providerForm.extend({
  accountNumber: typedText,
  vatPercent: typedText,
  revision: typedText,
  shown: typedText,
});

/** `/culture/providers/{id}/change`: form for a provider's name, number and place. */
export function providerChangePages(deps: Deps): Router {
  const { router, form } = pageRouter(deps, "culture");

  form("/culture/providers/:providerId/change", {
    fields: changeForm,
    load: ({ actor, params }) => findListedProvider(deps, { actor, ...params }),
    start: ({ provider }) => valuesOf(provider),
    show: ({ frame }, state, loaded) => (
      <ChangeProviderPage frame={frame} {...merged(state, loaded, frame.language)} {...loaded} />
    ),
    faults: (error, { frame }) => providerFaultsOf(error, frame.language),
    async run({ actor }, values, { provider }) {
      const changes = parse(providerChanges, changesOf(values, provider));
      const ifMatch = entityTag(values.revision);
      const { id } = await updateProvider(deps, {
        actor,
        providerId: provider.id,
        changes,
        ifMatch,
      });
      return `/culture/providers/${id}?notice=changed`;
    },
  });

  return router;
}

/** The form after a conflict: the touched fields as typed, the others with the current values. */
function merged(
  state: FormState<ChangedValues>,
  { provider, municipalities }: Awaited<ReturnType<typeof findListedProvider>>,
  language: StaffLanguage,
): FormState<ChangedValues> & { others?: OthersChange[] } {
  if (state.error?.code !== "precondition_failed") return state;
  const now = valuesOf(provider);
  const json = shownForm(state.values.shown);
  if (!json) {
    // What was touched is not known, so the form goes on without it; the account typed could bring an old one back.
    const { accountNumber, revision } = now;
    return { ...state, values: { ...state.values, accountNumber, revision, shown: "" } };
  }
  const hidden = { revision: now.revision, shown: now.shown };
  const shown = { ...changeForm.parse({ ...now, ...json }), ...hidden };
  const { values, changed, both } = mergeForm({
    shown,
    typed: { ...state.values, ...hidden },
    now,
  });
  const labels = providerLabels(language);
  const text = (field: keyof typeof labels, of: ChangedValues) => {
    if (field === "municipality") return new Map(municipalities).get(of[field]) ?? of[field];
    return field === "vatPercent" ? unbroken(of[field], "%") : of[field];
  };
  const others = Object.entries(labels).flatMap(([name, label]) => {
    const field = name as keyof typeof labels;
    if (!changed.includes(field)) return [];
    const [before, after] = [text(field, shown), text(field, now)];
    return [{ label, before, after, isBoth: both.includes(field) }];
  });
  return { ...state, values, others };
}

function valuesOf(provider: Provider): ChangedValues {
  const { name, organisationNumber, municipality, place, accountNumber, vatPercent } = provider;
  const values = {
    name,
    organisationNumber,
    municipality,
    accountNumber: accountNumber === undefined ? "" : formatAccountNumber(accountNumber),
    vatPercent: String(vatPercent),
    placeName: place?.name ?? "",
    placeAddress: place?.address ?? "",
  };
  return { ...values, revision: providerRevision(provider), shown: JSON.stringify(values) };
}

/** An unchanged place keeps its coordinates, which the form does not show; an empty account number changes none. */
function changesOf(values: ChangedValues, provider: Provider): object {
  const before = valuesOf(provider);
  const isPlaceKept =
    values.placeName === before.placeName && values.placeAddress === before.placeAddress;
  const { accountNumber, vatPercent } = values;
  const digits = accountNumber.replace(/[\s.\u00a0]/g, "");
  const { place, ...changes }: { place?: unknown } = providerInputOf(providerForm.parse(values));
  return {
    ...changes,
    ...(!isPlaceKept && { place: place ?? null }),
    ...(digits !== "" && { accountNumber: digits }),
    vatPercent: Number(vatPercent),
  };
}
