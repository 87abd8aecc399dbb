import type { Router } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { getContact } from "../../actions/providers/get-contact.ts";
import { renewContactInvitation } from "../../actions/providers/renew-contact-invitation.ts";
import { updateContact } from "../../actions/providers/update-contact.ts";
import { listRedemptionQuestions } from "../../actions/statistics/list-redemption-questions.ts";
import { contactRevision } from "../../domain/providers/provider-revision.ts";
import { ProviderPage } from "../../views/culture/provider-page.tsx";
import { cultureTexts } from "../../views/texts/staff-texts.ts";
import { parse } from "../api/parse.ts";
import { changedOneOf, formMatch } from "../pages/changed-one.ts";
import { pageRouter, type FormState } from "../pages/page-router.ts";
import type { Visit } from "../pages/visit.ts";
import { typedText } from "./provider-form.ts";

const contactForm = z.object({ contactEmail: typedText, revision: typedText });
type ContactValues = z.infer<typeof contactForm>;
const contact = z.object({ contactEmail: z.string().max(254).pipe(z.email()) });

/** `/culture/providers/{id}`: a provider's contact and the contact's invitation. */
export function providerContactPages(deps: Deps): Router {
  const { router, page, post } = pageRouter(deps, "culture");
  type ProviderVisit = Visit<"culture", "providerId">;

  async function show(
    { actor, frame, params, notice }: ProviderVisit,
    { values, faults = new Map() }: Partial<FormState<ContactValues | undefined>> = {},
  ) {
    const { provider, contact } = await getContact(deps, { actor, ...params });
    const { month, questions } = await listRedemptionQuestions(deps, { actor });
    return (
      <ProviderPage
        frame={frame}
        provider={provider}
        contact={contact}
        revision={contactRevision(provider)}
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
    fields: contactForm,
    async run({ actor, frame: { language }, params: { providerId } }, values) {
      const { contactEmail: email } = parse(contact, values);
      const ifMatch = formMatch(values.revision);
      await updateContact(deps, { actor, providerId, email, language, ifMatch });
      return `/culture/providers/${providerId}?notice=contact-saved`;
    },
    faults: (error, { frame: { language } }) =>
      error.errors.length > 0
        ? new Map([["contactEmail", cultureTexts(language).faults.contactEmail]])
        : changedOneOf(error, { field: "contactEmail", language }),
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
