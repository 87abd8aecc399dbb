import type { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { updateProvider } from "../../actions/providers/update-provider.ts";
import { providerChanges } from "../../domain/providers/provider-input.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { ChangeProviderPage } from "../../views/culture/change-provider-page.tsx";
import type { ProviderValues } from "../../views/culture/provider-fields.tsx";
import { parse } from "../api/parse.ts";
import { pageRouter } from "../pages/page-router.ts";
import { findListedProvider } from "./find-listed-provider.ts";
import { providerFaultsOf, providerForm, providerInputOf } from "./provider-form.ts";

/** `/culture/providers/{id}/change`: form for a provider's name, number and place. */
export function providerChangePages(deps: Deps): Router {
  const { router, form } = pageRouter(deps, "culture");

  form("/culture/providers/:providerId/change", {
    fields: providerForm,
    load: ({ actor, params }) => findListedProvider(deps, { actor, ...params }),
    start: ({ provider }) => valuesOf(provider),
    show: ({ frame }, state, loaded) => <ChangeProviderPage frame={frame} {...state} {...loaded} />,
    faults: (error, { frame }) => providerFaultsOf(error, frame.language),
    async run({ actor }, values, { provider }) {
      const changes = parse(providerChanges, changesOf(values, provider));
      const { id } = await updateProvider(deps, { actor, providerId: provider.id, changes });
      return `/culture/providers/${id}?notice=changed`;
    },
  });

  return router;
}

const valuesOf = ({ name, organisationNumber, municipality, place }: Provider): ProviderValues => ({
  name,
  organisationNumber,
  municipality,
  placeName: place?.name ?? "",
  placeAddress: place?.address ?? "",
});

/** An unchanged place keeps its coordinates, which the form does not show. */
function changesOf(values: ProviderValues, provider: Provider): object {
  const before = valuesOf(provider);
  const isPlaceKept =
    values.placeName === before.placeName && values.placeAddress === before.placeAddress;
  const { place, ...changes }: { place?: unknown } = providerInputOf(values);
  return isPlaceKept ? changes : { ...changes, place: place ?? null };
}
