import type { Router } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { getContact } from "../../actions/providers/get-contact.ts";
import { renewContactInvitation } from "../../actions/providers/renew-contact-invitation.ts";
import { updateContact } from "../../actions/providers/update-contact.ts";
import { listRedemptionQuestions } from "../../actions/statistics/list-redemption-questions.ts";
import { ProviderPage } from "../../views/culture/provider-page.tsx";
import { cultureTexts } from "../../views/texts/staff-texts.ts";
import { parse } from "../api/parse.ts";
import { pageRouter, type FormState } from "../pages/page-router.ts";
import type { Visit } from "../pages/visit.ts";
import { typedText } from "./provider-form.ts";

const contact = z.object({ contactEmail: z.string().max(254).pipe(z.email()) });

/** `/culture/providers/{id}`: a provider's contact and the contact's invitation. */
export function providerContactPages(deps: Deps): Router {
  const { router, page, post } = pageRouter(deps, "culture");
  type ProviderVisit = Visit<"culture", "providerId">;

  async function show(
    { actor, frame, params, notice }: ProviderVisit,
    { values, faults = new Map() }: Partial<FormState<{ contactEmail: string } | undefined>> = {},
  ) {
    const { provider, contact } = await getContact(deps, { actor, ...params });
    const { month, questions } = await listRedemptionQuestions(deps, { actor });
    return (
      <ProviderPage
        frame={frame}
        provider={provider}
        contact={contact}
        email={values?.contactEmail ?? provider.contactEmail ?? ""}
        faults={faults}
        notice={notice(cultureTexts(frame.language).notices)}
        month={month}
        questions={questions.get(provider.id) ?? []}
      />
    );
  }

  page("/culture/providers/:providerId", (visit) => show(visit));

  post("/culture/providers/:providerId/contact", {
    fields: z.object({ contactEmail: typedText }),
    async run({ actor, frame: { language }, params: { providerId } }, values) {
      const { contactEmail: email } = parse(contact, values);
      await updateContact(deps, { actor, providerId, email, language });
      return `/culture/providers/${providerId}?notice=contact-saved`;
    },
    faults: ({ errors }, { frame }) =>
      errors.length > 0
        ? new Map([["contactEmail", cultureTexts(frame.language).faults.contactEmail]])
        : undefined,
    again: show,
  });

  post("/culture/providers/:providerId/invite", {
    async run({ actor, frame: { language }, params: { providerId } }) {
      await renewContactInvitation(deps, { actor, providerId, language });
      return `/culture/providers/${providerId}?notice=invited-again`;
    },
    faults: ({ code }, { frame }) =>
      code === "illegal_state"
        ? new Map([["contactEmail", cultureTexts(frame.language).faults.notAgainNow]])
        : undefined,
    again: show,
  });

  return router;
}
