import { Router, type Request, type Response } from "express";
import { z } from "zod";
import { approveProvider } from "../../actions/providers/approve-provider.ts";
import type { Deps } from "../../actions/deps.ts";
import { inviteProvider } from "../../actions/providers/invite-provider.ts";
import { listProviders } from "../../actions/providers/list-providers.ts";
import { suspendProvider } from "../../actions/providers/suspend-provider.ts";
import { providerInput } from "../../domain/providers/provider-input.ts";
import { AppError } from "../../errors.ts";
import { InvitePage, type InvitationValues } from "../../views/culture/invite-page.tsx";
import { ProvidersPage } from "../../views/culture/providers-page.tsx";
import { SuspendPage } from "../../views/culture/suspend-page.tsx";
import { cultureTexts } from "../../views/texts/culture-texts.ts";
import { staffOf } from "../auth/staff-session.ts";
import { frameOf } from "../pages/staff-frame.ts";
import { parse } from "../api/parse.ts";
import { sendPage } from "../pages/send-page.ts";
import { providerFaultsOf, providerForm, providerInputOf, typedText } from "./provider-form.ts";

const notices = z.enum(["invited", "provider-approved", "suspended"]).optional().catch(undefined);
const invitationForm = providerForm.extend({
  contactEmail: typedText,
}) satisfies z.ZodType<InvitationValues>;
const emptyForm = invitationForm.parse({});

/** From a page an address is needed: without it nobody could ever sign in. */
const pageInput = providerInput.required({ contactEmail: true });

/** `/culture/providers`: who takes part. */
export function providerListPages(deps: Deps): Router {
  const router = Router();

  router.get("/culture/providers", async (request, response) => {
    const { actor } = staffOf(response);
    const frame = frameOf(deps, request, response);
    const { providers, municipalities } = await listProviders(deps, { actor });
    const notice = notices.parse(request.query["notice"]);
    sendPage(
      response,
      <ProvidersPage
        frame={frame}
        providers={providers}
        municipalities={new Map(municipalities)}
        notice={notice && cultureTexts(frame.language).notices[notice]}
      />,
    );
  });

  async function sendForm(
    request: Request,
    response: Response,
    values: InvitationValues,
    faults = new Map<string, string>(),
  ): Promise<void> {
    const { actor } = staffOf(response);
    const { municipalities } = await listProviders(deps, { actor });
    const frame = frameOf(deps, request, response);
    const page = (
      <InvitePage frame={frame} values={values} municipalities={municipalities} faults={faults} />
    );
    sendPage(response, page, faults.size > 0 ? 400 : 200);
  }

  router.get("/culture/providers/invite", async (request, response) => {
    await sendForm(request, response, emptyForm);
  });

  router.post("/culture/providers/invite", async (request, response) => {
    const { actor } = staffOf(response);
    const { language } = frameOf(deps, request, response);
    const values = invitationForm.parse(request.body);
    try {
      const provider = parse(pageInput, providerInputOf(values));
      await inviteProvider(deps, { actor, provider, language });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await sendForm(request, response, values, providerFaultsOf(error, language));
      return;
    }
    response.redirect(303, "/culture/providers?notice=invited");
  });

  router.post("/culture/providers/:providerId/approve", async (request, response) => {
    const { actor } = staffOf(response);
    await approveProvider(deps, { actor, providerId: request.params.providerId });
    response.redirect(303, "/culture/providers?notice=provider-approved");
  });

  router.get("/culture/providers/:providerId/suspend", async (request, response) => {
    const { actor } = staffOf(response);
    const { providers } = await listProviders(deps, { actor });
    const provider = providers.find(({ id }) => id === request.params.providerId);
    if (!provider) throw new AppError("not_found", "There is no such provider.");
    const frame = frameOf(deps, request, response);
    sendPage(response, <SuspendPage frame={frame} name={provider.name} />);
  });

  router.post("/culture/providers/:providerId/suspend", async (request, response) => {
    const { actor } = staffOf(response);
    await suspendProvider(deps, { actor, providerId: request.params.providerId });
    response.redirect(303, "/culture/providers?notice=suspended");
  });

  return router;
}
