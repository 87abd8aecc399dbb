import { Button, Link } from "@navikt/ds-react";
import type { ReactNode } from "react";
import type { ProviderUserRole } from "../../domain/providers/provider-user.ts";
import type { AssetName } from "../ui/assets.ts";
import { PageDocument } from "../ui/page-document.tsx";
import { providerTexts, type ProviderTexts } from "../texts/provider-texts.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";

export type ProviderTab = keyof ProviderTexts["tabs"];

/** What every page of a provider knows of who looks at it. */
export interface ProviderFrame {
  brandName: string;
  language: StaffLanguage;
  /** The page's own address, without a query. */
  path: string;
  /** Before the login there is nobody. */
  session?: { provider: string; email: string; role: ProviderUserRole; csrf: string } | undefined;
  /** The sandbox keeps the messages it would have sent. */
  messagesHref?: string | undefined;
}

const tabs: [tab: ProviderTab, href: string][] = [
  ["offers", "/provider"],
  ["templates", "/provider/templates"],
  ["numbers", "/provider/numbers"],
  ["settlements", "/provider/settlements"],
  ["doors", "/provider/doors"],
  ["people", "/provider/people"],
  ["systems", "/provider/systems"],
];

/** The frame of a provider's pages, neutral. Everything works without script; `scripts` only add. */
export function ProviderDocument({
  frame,
  title,
  tab,
  scripts = [],
  children,
}: {
  frame: ProviderFrame;
  title: string;
  tab?: ProviderTab | undefined;
  scripts?: AssetName[];
  children: ReactNode;
}) {
  const texts = providerTexts(frame.language);
  const { session } = frame;
  return (
    <PageDocument
      className="provider"
      language={frame.language}
      path={frame.path}
      title={`${title} – ${session?.provider ?? frame.brandName}`}
      styles="provider.css"
      scripts={scripts}
      top={
        <header className="top">
          {session ? (
            <>
              <a href="/provider" className="brand">
                {session.provider}
              </a>
              <span className="person">{session.email}</span>
              <form method="post" action="/provider/logout">
                <ProviderCsrf frame={frame} />
                <Button size="small" variant="tertiary">
                  {texts.signOut}
                </Button>
              </form>
            </>
          ) : (
            <span className="brand">{frame.brandName}</span>
          )}
        </header>
      }
      tabs={
        session &&
        tabs.map(([one, href]) => ({ href, text: texts.tabs[one], isCurrent: one === tab }))
      }
      width="lg"
      foot={
        frame.messagesHref !== undefined && <Link href={frame.messagesHref}>{texts.messages}</Link>
      }
    >
      {children}
    </PageDocument>
  );
}

/** Without it a form is refused. Of an upload it stands in the form's address: `?csrf=`. */
export function ProviderCsrf({ frame: { session } }: { frame: ProviderFrame }) {
  return <input type="hidden" name="csrf" value={session?.csrf} />;
}
