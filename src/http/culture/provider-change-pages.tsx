import type { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { updateProvider } from "../../actions/providers/update-provider.ts";
import { formatAccountNumber } from "../../domain/providers/account-number.ts";
import { providerChanges } from "../../domain/providers/provider-input.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import {
  ChangeProviderPage,
  type ChangedValues,
} from "../../views/culture/change-provider-page.tsx";
import { parse } from "../api/parse.ts";
import { pageRouter } from "../pages/page-router.ts";
import { findListedProvider } from "./find-listed-provider.ts";
import { providerFaultsOf, providerForm, providerInputOf, typedText } from "./provider-form.ts";

/** `/culture/providers/{id}/change`: form for a provider's name, number and place. */
export function providerChangePages(deps: Deps): Router {
  const { router, form } = pageRouter(deps, "culture");

  form("/culture/providers/:providerId/change", {
    fields: providerForm.extend({ accountNumber: typedText, vatPercent: typedText }),
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

const valuesOf = ({
  name,
  organisationNumber,
  municipality,
  place,
  accountNumber,
  vatPercent,
}: Provider): ChangedValues => ({
  name,
  organisationNumber,
  municipality,
  accountNumber: accountNumber === undefined ? "" : formatAccountNumber(accountNumber),
  vatPercent: String(vatPercent),
  placeName: place?.name ?? "",
  placeAddress: place?.address ?? "",
});

/** An unchanged place keeps its coordinates, which the form does not show; an empty account number changes none. */
function changesOf(values: ChangedValues, provider: Provider): object {
  const before = valuesOf(provider);
  const isPlaceKept =
    values.placeName === before.placeName && values.placeAddress === before.placeAddress;
  const { accountNumber, vatPercent, ...typed } = values;
  const digits = accountNumber.replace(/[\s.\u00a0]/g, "");
  const { place, ...changes }: { place?: unknown } = providerInputOf(typed);
  return {
    ...changes,
    ...(!isPlaceKept && { place: place ?? null }),
    ...(digits !== "" && { accountNumber: digits }),
    vatPercent: Number(vatPercent),
  };
}
