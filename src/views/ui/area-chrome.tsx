import { Button, InternalHeader, Link, Spacer, TextField } from "@navikt/ds-react";
import type { ReactNode } from "react";
import { cultureTexts, providerTexts, staffTexts } from "../texts/staff-texts.ts";
import { auditTexts } from "../texts/audit-texts.ts";
import { searchTexts } from "../texts/search-texts.ts";
import { reportTexts } from "../texts/report-texts.ts";
import { operatorTexts } from "../texts/operator-texts.ts";
import { cultureTabs, navTabs, operatorTabs, providerTabs, type Tab } from "./area-tabs.ts";
import type { AssetName } from "./assets.ts";
import type { Area, PageFrame } from "./page-frame.ts";
import { Csrf } from "./post-form.tsx";

/** The parts of a document that are the same on every page of an area. */
interface Chrome {
  className?: string;
  /** Last part of each page's title. */
  owner: string;
  styles: AssetName;
  width: "lg" | "xl";
  top: ReactNode;
  tabs: { tab: Tab; href: string; text: string }[];
  /** Below the tabs. */
  below?: ReactNode;
  foot?: ReactNode;
}

const tabsOf = <T extends Tab>(hrefs: Record<T, string>, texts: Record<T, string>) =>
  (Object.keys(hrefs) as T[]).map((tab) => ({ tab, href: hrefs[tab], text: texts[tab] }));

const chromes: Record<Area, (frame: PageFrame) => Chrome> = {
  nav(frame) {
    const texts = staffTexts(frame.language);
    return {
      owner: frame.brandName,
      styles: "staff.css",
      width: "xl",
      top: <StaffTop frame={frame} href="/nav" service={texts.service} />,
      tabs: tabsOf(navTabs, texts),
      below: <FindRecipient frame={frame} />,
      foot: frame.session && (
        <>
          <Link href="/nav/reports">{reportTexts(frame.language).tab}</Link>
          <Messages frame={frame} />
        </>
      ),
    };
  },

  culture(frame) {
    const texts = cultureTexts(frame.language);
    return {
      owner: frame.brandName,
      styles: "culture.css",
      width: "xl",
      top: <StaffTop frame={frame} href="/culture" service={texts.service} />,
      tabs: tabsOf(cultureTabs, texts.tabs),
    };
  },

  auditor(frame) {
    const texts = auditTexts(frame.language);
    return {
      owner: frame.brandName,
      styles: "staff.css",
      width: "xl",
      top: <StaffTop frame={frame} href="/auditor" service={texts.service} />,
      tabs: [{ tab: "trail", href: "/auditor", text: texts.tab }],
    };
  },

  operator(frame) {
    const texts = operatorTexts(frame.language);
    return {
      owner: frame.brandName,
      styles: "staff.css",
      width: "xl",
      top: <StaffTop frame={frame} href="/operator" service={texts.service} />,
      tabs: tabsOf(operatorTabs, texts.tabs),
    };
  },

  provider: (frame) => ({
    className: "provider",
    owner: frame.session?.provider?.name ?? frame.brandName,
    styles: "provider.css",
    width: "lg",
    top: <ProviderTop frame={frame} />,
    tabs: tabsOf(providerTabs, providerTexts(frame.language).tabs),
    foot: <Messages frame={frame} />,
  }),
};

export const chromeOf = (frame: PageFrame): Chrome => chromes[frame.area](frame);

function Messages({ frame: { messagesHref, language } }: { frame: PageFrame }) {
  return messagesHref === undefined ? null : (
    <Link href={messagesHref}>{staffTexts(language).messages}</Link>
  );
}

/** The search box on NAV's pages. Its text is posted: a reference stands in no address. */
function FindRecipient({ frame }: { frame: PageFrame }) {
  const texts = searchTexts(frame.language);
  return (
    <form method="post" action="/nav/search" role="search" className="find">
      <Csrf frame={frame} />
      <TextField
        name="text"
        label={texts.label}
        placeholder={texts.label}
        hideLabel
        size="small"
        autoComplete="off"
      />
      <Button size="small" variant="secondary">
        {texts.find}
      </Button>
    </form>
  );
}

/** Header of the pages of NAV, the culture office, auditors and operators. */
function StaffTop({ frame, href, service }: { frame: PageFrame; href: string; service: string }) {
  return (
    <InternalHeader>
      <InternalHeader.Title href={href}>{service}</InternalHeader.Title>
      {frame.session && (
        <>
          <Spacer />
          <InternalHeader.User name={frame.session.person} />
          <form method="post" action="/logout" className="sign-out">
            <Csrf frame={frame} />
            <button className="aksel-internalheader__button">
              {staffTexts(frame.language).signOut}
            </button>
          </form>
        </>
      )}
    </InternalHeader>
  );
}

function ProviderTop({ frame }: { frame: PageFrame }) {
  const { session, brandName, language } = frame;
  return (
    <header className="top">
      {session ? (
        <>
          <a href="/provider" className="brand">
            {session.provider?.name}
          </a>
          <span className="person">{session.person}</span>
          <form method="post" action="/provider/logout">
            <Csrf frame={frame} />
            <Button size="small" variant="tertiary">
              {staffTexts(language).signOut}
            </Button>
          </form>
        </>
      ) : (
        <span className="brand">{brandName}</span>
      )}
    </header>
  );
}
