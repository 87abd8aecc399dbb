import { z } from "zod";
import type { FieldError } from "../../errors.ts";
import { revealingErrors } from "../deny-list.ts";
import { revisionOf } from "../revision.ts";
import { mailLanguages, type MailLanguage } from "./provider-user.ts";

/** Where a municipality's culture office is reached: by providers that ask, and by e-mails about what waits. */
export interface CultureContact {
  id: string;
  municipality: string;
  email: string;
  language: MailLanguage;
  /** Whether e-mails tell what waits for the office. */
  wantsNotices: boolean;
}

export const cultureContactInput = z.object({
  municipality: z.string().regex(/^\d{4}$/),
  email: z.string().trim().max(254).pipe(z.email()),
  language: z.enum(mailLanguages),
  wantsNotices: z.boolean(),
});
export type CultureContactInput = z.infer<typeof cultureContactInput>;

/** The words of the deny-list in an office's address, which providers read. */
export const revealingAddressErrors = (email: string): FieldError[] =>
  revealingErrors("email", email.replace(/[.@_+-]/g, " "));

type ContactTerms = Pick<CultureContact, "email" | "language" | "wantsNotices">;

/** What a municipality's form changes; undefined: there is no contact. */
export function revisedCultureContact(contact: ContactTerms | undefined): Record<string, unknown> {
  const { email, language, wantsNotices }: Partial<ContactTerms> = contact ?? {};
  return { email, language, wantsNotices };
}

/** Returns a hash of what a municipality's form changes, also where there is no contact. */
export const cultureContactRevision = (contact: ContactTerms | undefined): string =>
  revisionOf(revisedCultureContact(contact));
