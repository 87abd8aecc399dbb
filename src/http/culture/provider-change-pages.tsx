import { Router, type Request, type Response } from "express";
import { updateProvider } from "../../actions/providers/update-provider.ts";
import type { Deps } from "../../actions/deps.ts";
import { listProviders } from "../../actions/providers/list-providers.ts";
import { providerChanges } from "../../domain/providers/provider-input.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { AppError } from "../../errors.ts";
import { ChangeProviderPage } from "../../views/culture/change-provider-page.tsx";
import type { ProviderValues } from "../../views/culture/provider-fields.tsx";
import { staffOf } from "../auth/staff-session.ts";
import { frameOf } from "../pages/staff-frame.ts";
import { parse } from "../api/parse.ts";
import { sendPage } from "../pages/send-page.ts";
import { providerFaultsOf, providerForm, providerInputOf } from "./provider-form.ts";

/** `/culture/providers/{id}/change`: who it is and where, put right. */
export function providerChangePages(deps: Deps): Router {
  const router = Router();

  async function providerOf(request: Request<{ providerId: string }>, response: Response) {
    const { actor } = staffOf(response);
    const { providers, municipalities } = await listProviders(deps, { actor });
    const provider = providers.find(({ id }) => id === request.params.providerId);
    if (!provider) throw new AppError("not_found", "There is no such provider.");
    return { actor, provider, municipalities };
  }

  router.get("/culture/providers/:providerId/change", async (request, response) => {
    const { provider, municipalities } = await providerOf(request, response);
    sendPage(
      response,
      <ChangeProviderPage
        frame={frameOf(deps, request, response)}
        provider={provider}
        values={valuesOf(provider)}
        municipalities={municipalities}
        faults={new Map()}
      />,
    );
  });

  router.post("/culture/providers/:providerId/change", async (request, response) => {
    const { actor, provider, municipalities } = await providerOf(request, response);
    const frame = frameOf(deps, request, response);
    const values = providerForm.parse(request.body);
    try {
      const changes = parse(providerChanges, changesOf(values, provider));
      await updateProvider(deps, { actor, providerId: provider.id, changes });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const faults = providerFaultsOf(error, frame.language);
      if (faults.size === 0) throw error;
      const page = (
        <ChangeProviderPage
          frame={frame}
          provider={provider}
          values={values}
          municipalities={municipalities}
          faults={faults}
        />
      );
      sendPage(response, page, error.status);
      return;
    }
    response.redirect(303, `/culture/providers/${provider.id}?notice=changed`);
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

/** A place that was left alone keeps its coordinates, which the form does not show. */
function changesOf(values: ProviderValues, provider: Provider): object {
  const before = valuesOf(provider);
  const isPlaceKept =
    values.placeName === before.placeName && values.placeAddress === before.placeAddress;
  const { place, ...changes }: { place?: unknown } = providerInputOf(values);
  return isPlaceKept ? changes : { ...changes, place: place ?? null };
}
