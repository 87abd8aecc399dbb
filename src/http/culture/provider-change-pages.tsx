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
  type ChangedValues,
} from "../../views/culture/change-provider-page.tsx";
import { parse } from "../api/parse.ts";
import { pageRouter, type FormState } from "../pages/page-router.ts";
import { findListedProvider } from "./find-listed-provider.ts";
import { providerFaultsOf, providerForm, providerInputOf, typedText } from "./provider-form.ts";

/** `/culture/providers/{id}/change`: form for a provider's name, number and place. */
export function providerChangePages(deps: Deps): Router {
  const { router, form } = pageRouter(deps, "culture");

  form("/culture/providers/:providerId/change", {
    fields: providerForm.extend({
      accountNumber: typedText,
      vatPercent: typedText,
      revision: typedText,
    }),
    load: ({ actor, params }) => findListedProvider(deps, { actor, ...params }),
    start: ({ provider }) => valuesOf(provider),
    show: ({ frame }, state, loaded) => (
      <ChangeProviderPage frame={frame} {...unlessChanged(state, loaded.provider)} {...loaded} />
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

/** A form that another's change came before shows that change: what was typed could bring an old account back. */
const unlessChanged = (state: FormState<ChangedValues>, provider: Provider) =>
  state.error?.code === "precondition_failed" ? { ...state, values: valuesOf(provider) } : state;

function valuesOf(provider: Provider): ChangedValues {
  const { name, organisationNumber, municipality, place, accountNumber, vatPercent } = provider;
  return {
    revision: providerRevision(provider),
    name,
    organisationNumber,
    municipality,
    accountNumber: accountNumber === undefined ? "" : formatAccountNumber(accountNumber),
    vatPercent: String(vatPercent),
    placeName: place?.name ?? "",
    placeAddress: place?.address ?? "",
  };
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
