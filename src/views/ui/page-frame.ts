import type { ProviderUserRole } from "../../domain/providers/provider-user.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";

/** The pages of one role, which share header, tabs and stylesheet. */
export type Area = "nav" | "culture" | "auditor" | "operator" | "provider";

/** Data of the frame around a page. */
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
        /** How long the session lasts without further use. */
        end?: { seconds: number; isExtendable: boolean } | undefined;
        provider?: { name: string; role: ProviderUserRole } | undefined;
      }
    | undefined;
  /** Whether the page shows a form again that was sent before the login. */
  isResumed?: boolean | undefined;
  /** Whether the page answers a form, which it may show as it was sent. */
  isPosted?: boolean | undefined;
  /** Path of the sandbox's page of messages. */
  messagesHref?: string | undefined;
}

/** Whether the browser keeps what is typed in the area's forms. NAV's are about children: nothing of them stays behind. */
export const keepsTyped = (area: Area): boolean => area === "provider" || area === "culture";
