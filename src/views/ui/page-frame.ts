import type { ProviderUserRole } from "../../domain/providers/provider-user.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";

/** Pages of one kind of signed-in user: their header, tabs and stylesheet are the same. */
export type Area = "nav" | "culture" | "provider";

/** Data that the frame of a page shows; each page of an area takes one. */
export interface PageFrame {
  area: Area;
  brandName: string;
  language: StaffLanguage;
  /** Path of the page, without a query. The language links and the page's own form point to it. */
  path: string;
  /** Undefined before the login. */
  session?:
    | {
        /** Name of a member of staff, email of a provider's user. */
        person: string;
        /** Token that each form carries. */
        csrf: string;
        provider?: { name: string; role: ProviderUserRole } | undefined;
      }
    | undefined;
  /** Page of the messages that the sandbox keeps instead of sending them. */
  messagesHref?: string | undefined;
}
