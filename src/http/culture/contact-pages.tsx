import type { Router } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import {
  listCultureContacts,
  type OwnContact,
} from "../../actions/providers/list-culture-contacts.ts";
import { updateCultureContact } from "../../actions/providers/update-culture-contact.ts";
import {
  cultureContactInput,
  cultureContactRevision,
} from "../../domain/providers/culture-contact.ts";
import { ContactPage } from "../../views/culture/contact-page.tsx";
import { cultureContactTexts } from "../../views/texts/culture-contact-texts.ts";
import { othersChangesTexts } from "../../views/texts/others-changes-texts.ts";
import { staffTexts, type StaffLanguage } from "../../views/texts/staff-texts.ts";
import { parse } from "../api/parse.ts";
import { formMatch } from "../pages/changed-one.ts";
import { mergeForm, shownForm } from "../pages/merge-form.ts";
import { pageRouter, type FormState } from "../pages/page-router.ts";
import type { Visit } from "../pages/visit.ts";
import { typedText } from "./provider-form.ts";

const contactForm = z.object({
  municipality: typedText,
  email: typedText,
  language: z.string().catch("nb"),
  wants: z.stringbool().catch(false),
  revision: typedText,
  shown: typedText,
});
type ContactValues = z.infer<typeof contactForm>;

/** Initial values of a municipality's form. */
function startOf({ municipality, contact }: OwnContact, language: StaffLanguage): ContactValues {
  const values = {
    municipality,
    email: contact?.email ?? "",
    language: contact?.language ?? language,
    wants: contact?.wantsNotices ?? true,
  };
  const revision = cultureContactRevision(contact);
  return { ...values, revision, shown: JSON.stringify(values) };
}

/** A form that another's change came before: what this person touched stands as typed, the rest as it is now. */
function merged(typed: ContactValues, now: ContactValues, language: StaffLanguage) {
  const hidden = { revision: now.revision, shown: now.shown };
  const json = shownForm(typed.shown);
  if (!json) return { values: { ...typed, ...hidden } };
  const shown = { ...now, ...json };
  const { values, changed, both } = mergeForm({ shown, typed: { ...typed, ...hidden }, now });
  const texts = cultureContactTexts(language);
  const { yes, no } = othersChangesTexts(language);
  const readable: Partial<Record<keyof ContactValues, [string, (of: ContactValues) => string]>> = {
    email: [texts.email, ({ email }) => email],
    language: [texts.language, (of) => texts.languages[of.language as "nb"]],
    wants: [texts.wants, ({ wants }) => (wants ? yes : no)],
  };
  const others = changed.flatMap((member) => {
    const [label, text] = readable[member] ?? [];
    if (label === undefined || text === undefined) return [];
    return [{ label, before: text(shown), after: text(now), isBoth: both.includes(member) }];
  });
  return { values, others };
}

/** `/culture/contact`: the form for the address at which the office is told, and asked. */
export function contactPages(deps: Deps): Router {
  const { router, page, post } = pageRouter(deps, "culture");

  async function show(
    { actor, frame, notice }: Visit<"culture">,
    { values, faults = new Map(), error }: Partial<FormState<ContactValues>> = {},
  ) {
    const texts = cultureContactTexts(frame.language);
    const own = await listCultureContacts(deps, { actor });
    return (
      <ContactPage
        frame={{ ...frame, path: "/culture/contact" }}
        forms={own.map((each) => {
          const now = startOf(each, frame.language);
          if (values?.municipality !== each.municipality) return { name: each.name, values: now };
          const isLate = error?.code === "precondition_failed";
          return {
            name: each.name,
            ...(isLate ? merged(values, now, frame.language) : { values }),
          };
        })}
        faults={faults}
        notice={notice({ saved: texts.saved, removed: texts.removed })}
      />
    );
  }

  page("/culture/contact", (visit) => show(visit));

  post("/culture/contact", {
    fields: contactForm,
    async run({ actor }, { wants: wantsNotices, revision, ...typed }) {
      const ifMatch = formMatch(revision);
      const isRemoved = typed.email === "";
      const contact = isRemoved ? typed : parse(cultureContactInput, { ...typed, wantsNotices });
      const { municipality } = contact;
      await updateCultureContact(deps, {
        actor,
        contact: isRemoved ? { municipality } : contact,
        ifMatch,
      });
      return `/culture/contact?notice=${isRemoved ? "removed" : "saved"}`;
    },
    faults: ({ code, errors }, { frame }, { municipality }) => {
      const { faulty, revealing } = cultureContactTexts(frame.language);
      if (code === "precondition_failed") {
        return new Map([[municipality, staffTexts(frame.language).faults.changedMeanwhile]]);
      }
      if (code === "revealing_text") return new Map([[municipality, revealing]]);
      return code === "validation_failed" && errors.every(({ path }) => path === "email")
        ? new Map([[municipality, faulty]])
        : undefined;
    },
    again: show,
  });

  return router;
}
