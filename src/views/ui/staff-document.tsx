import { Button, InternalHeader, Link, Spacer } from "@navikt/ds-react";
import type { ReactNode } from "react";
import type { AssetName } from "./assets.ts";
import { PageDocument } from "./page-document.tsx";
import { googleTexts } from "../texts/google-texts.ts";
import { staffTexts, type StaffLanguage } from "../texts/staff-texts.ts";

export type StaffTab = "offers" | "recipients" | "allocate" | "allocations";

/** What every staff page knows of who looks at it. */
export interface StaffFrame {
  brandName: string;
  language: StaffLanguage;
  /** The page's own address, without a query. */
  path: string;
  person: string;
  /** Goes into every form. */
  csrf: string;
  /** The sandbox keeps the messages it would have sent. */
  messagesHref?: string | undefined;
}

const tabs: [tab: StaffTab, href: string][] = [
  ["offers", "/nav"],
  ["recipients", "/nav/recipients"],
  ["allocate", "/nav/allocate"],
  ["allocations", "/nav/allocations"],
];

/** The frame of NAV's pages. Everything works without script; `scripts` only make it quicker. */
export function StaffDocument({
  frame,
  title,
  tab,
  scripts = [],
  refreshSeconds,
  children,
}: {
  frame: StaffFrame;
  title: string;
  tab?: StaffTab | undefined;
  scripts?: AssetName[];
  /** For browsers without script. */
  refreshSeconds?: number | undefined;
  children: ReactNode;
}) {
  const texts = staffTexts(frame.language);
  return (
    <PageDocument
      language={frame.language}
      path={frame.path}
      title={`${title} – ${frame.brandName}`}
      styles="staff.css"
      scripts={scripts}
      head={
        refreshSeconds !== undefined && (
          <noscript>
            <meta httpEquiv="refresh" content={String(refreshSeconds)} />
          </noscript>
        )
      }
      top={<StaffTop frame={frame} href="/nav" service={texts.service} />}
      tabs={tabs.map(([one, href]) => ({ href, text: texts[one], isCurrent: one === tab }))}
      width="xl"
      foot={
        <>
          <Link href="/nav/apple">{texts.appleWallet}</Link>
          <Link href="/nav/google">{googleTexts(frame.language).title}</Link>
          {frame.messagesHref !== undefined && (
            <Link href={frame.messagesHref}>{texts.messages}</Link>
          )}
        </>
      }
    >
      {children}
    </PageDocument>
  );
}

/** The bar above the pages of those whom the municipality employs. */
export function StaffTop({
  frame,
  href,
  service,
}: {
  frame: StaffFrame;
  href: string;
  service: string;
}) {
  return (
    <InternalHeader>
      <InternalHeader.Title href={href}>{service}</InternalHeader.Title>
      <Spacer />
      <InternalHeader.User name={frame.person} />
      <form method="post" action="/logout" className="sign-out">
        <Csrf frame={frame} />
        <button className="aksel-internalheader__button">
          {staffTexts(frame.language).signOut}
        </button>
      </form>
    </InternalHeader>
  );
}

/** Without it a form is refused. */
export function Csrf({ frame: { csrf } }: { frame: StaffFrame }) {
  return <input type="hidden" name="csrf" value={csrf} />;
}

/** A link that looks like a button. */
export function ButtonLink({
  href,
  variant = "primary",
  size = "medium",
  children,
}: {
  href: string;
  variant?: "primary" | "secondary" | "tertiary";
  size?: "medium" | "small";
  children: ReactNode;
}) {
  return (
    <Button as="a" role="link" href={href} variant={variant} size={size}>
      {children}
    </Button>
  );
}
