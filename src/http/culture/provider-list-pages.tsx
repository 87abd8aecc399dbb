import type { Router } from "express";
import type { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { approveProvider } from "../../actions/providers/approve-provider.ts";
import { inviteProvider } from "../../actions/providers/invite-provider.ts";
import { listProviders } from "../../actions/providers/list-providers.ts";
import { suspendProvider } from "../../actions/providers/suspend-provider.ts";
import { pageOf } from "../../domain/page-of.ts";
import { providerInput } from "../../domain/providers/provider-input.ts";
import {
  isFoundProvider,
  isInProviderView,
  providerViews,
} from "../../domain/providers/provider-view.ts";
import { InvitePage, type InvitationValues } from "../../views/culture/invite-page.tsx";
import { listRedemptionQuestions } from "../../actions/statistics/list-redemption-questions.ts";
import { ProvidersPage } from "../../views/culture/providers-page.tsx";
import { cultureTexts } from "../../views/texts/staff-texts.ts";
import { ConfirmPage } from "../../views/ui/confirm-page.tsx";
import { parse } from "../api/parse.ts";
import { listQuery } from "../pages/list-query.ts";
import { pageRouter } from "../pages/page-router.ts";
import { findListedProvider } from "./find-listed-provider.ts";
import { providerFaultsOf, providerForm, providerInputOf, typedText } from "./provider-form.ts";

const invitationForm = providerForm.extend({
  contactEmail: typedText,
}) satisfies z.ZodType<InvitationValues>;

/** The form requires an address: without it no user of the provider could sign in. */
const invitation = providerInput.required({ contactEmail: true });

const providerQuery = listQuery(providerViews);
const pageSize = 50;

/** `/culture/providers`: the office's providers, inviting, approving and suspending them. */
export function providerListPages(deps: Deps): Router {
  const { router, page, form, button } = pageRouter(deps, "culture");

  page("/culture/providers", async ({ actor, frame, notice, request }) => {
    const { page: number, ...asked } = providerQuery.parse(request.query);
    const { providers, municipalities } = await listProviders(deps, { actor });
    const { questions } = await listRedemptionQuestions(deps, { actor });
    const found = providers
      .map((each) => ({ ...each, isToAsk: questions.has(each.id) }))
      .filter((each) => isInProviderView(each, asked.view) && isFoundProvider(each, asked.search));
    const { items, ...where } = pageOf(found, number, pageSize);
    return (
      <ProvidersPage
        frame={frame}
        {...asked}
        {...where}
        providers={items}
        hasProviders={providers.length > 0}
        municipalities={new Map(municipalities)}
        notice={notice(cultureTexts(frame.language).notices)}
      />
    );
  });

  form("/culture/providers/invite", {
    fields: invitationForm,
    load: ({ actor }) => listProviders(deps, { actor }),
    show: ({ frame }, state, { municipalities }) => (
      <InvitePage frame={frame} {...state} municipalities={municipalities} />
    ),
    faults: (error, { frame }) => providerFaultsOf(error, frame.language),
    async run({ actor, frame: { language } }, values) {
      const provider = parse(invitation, providerInputOf(values));
      await inviteProvider(deps, { actor, provider, language });
      return "/culture/providers?notice=invited";
    },
  });

  button("/culture/providers/:providerId/approve", async ({ actor, params }) => {
    await approveProvider(deps, { actor, ...params });
    return "/culture/providers?notice=provider-approved";
  });

  page("/culture/providers/:providerId/suspend", async ({ actor, frame, params }) => {
    const { provider } = await findListedProvider(deps, { actor, ...params });
    const texts = cultureTexts(frame.language);
    return (
      <ConfirmPage
        frame={frame}
        tab="providers"
        heading={texts.suspendHeading}
        about={provider.name}
        text={texts.suspendHelp}
        confirm={texts.suspend}
        cancelHref="/culture/providers"
      />
    );
  });

  button("/culture/providers/:providerId/suspend", async ({ actor, params }) => {
    await suspendProvider(deps, { actor, ...params });
    return "/culture/providers?notice=suspended";
  });

  return router;
}
