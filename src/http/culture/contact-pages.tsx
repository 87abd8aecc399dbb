import type { Router } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { listCultureContacts } from "../../actions/providers/list-culture-contacts.ts";
import { setCultureContact } from "../../actions/providers/set-culture-contact.ts";
import { cultureContactInput } from "../../domain/providers/culture-contact.ts";
import { ContactPage } from "../../views/culture/contact-page.tsx";
import { cultureContactTexts } from "../../views/texts/culture-contact-texts.ts";
import { parse } from "../api/parse.ts";
import { pageRouter, type FormState } from "../pages/page-router.ts";
import type { Visit } from "../pages/visit.ts";
import { typedText } from "./provider-form.ts";

const contactForm = z.object({
  municipality: typedText,
  email: typedText,
  language: z.string().catch("nb"),
  wants: z.stringbool().catch(false),
});

/** `/culture/contact`: the form for the address at which the office is told, and asked. */
export function contactPages(deps: Deps): Router {
  const { router, page, post } = pageRouter(deps, "culture");

  async function show(
    { actor, frame, notice }: Visit<"culture">,
    { values, faults = new Map() }: Partial<FormState<z.infer<typeof contactForm>>> = {},
  ) {
    const texts = cultureContactTexts(frame.language);
    const own = await listCultureContacts(deps, { actor });
    return (
      <ContactPage
        frame={{ ...frame, path: "/culture/contact" }}
        forms={own.map(({ municipality, name, contact }) => ({
          municipality,
          name,
          ...(values?.municipality === municipality
            ? { email: values.email, language: values.language, wantsNotices: values.wants }
            : {
                email: contact?.email ?? "",
                language: contact?.language ?? frame.language,
                wantsNotices: contact?.wantsNotices ?? true,
              }),
        }))}
        faults={faults}
        notice={notice({ saved: texts.saved, removed: texts.removed })}
      />
    );
  }

  page("/culture/contact", (visit) => show(visit));

  post("/culture/contact", {
    fields: contactForm,
    async run({ actor }, { wants: wantsNotices, ...typed }) {
      const isRemoved = typed.email.trim() === "";
      const contact = isRemoved ? typed : parse(cultureContactInput, { ...typed, wantsNotices });
      const { municipality } = contact;
      await setCultureContact(deps, { actor, contact: isRemoved ? { municipality } : contact });
      return `/culture/contact?notice=${isRemoved ? "removed" : "saved"}`;
    },
    faults: ({ code, errors }, { frame }, { municipality }) => {
      const { faulty, revealing } = cultureContactTexts(frame.language);
      if (code === "revealing_text") return new Map([[municipality, revealing]]);
      return code === "validation_failed" && errors.every(({ path }) => path === "email")
        ? new Map([[municipality, faulty]])
        : undefined;
    },
    again: show,
  });

  return router;
}
