import type { ReactNode } from "react";
import { StaffTop, type StaffFrame } from "../ui/staff-document.tsx";
import { PageDocument } from "../ui/page-document.tsx";
import { cultureTexts } from "../texts/culture-texts.ts";

type CultureTab = "reviews" | "providers";

const tabs: [tab: CultureTab, href: string][] = [
  ["reviews", "/culture"],
  ["providers", "/culture/providers"],
];

/** The frame of the culture office's pages, which know of no recipient. */
export function CultureDocument({
  frame,
  title,
  tab,
  children,
}: {
  frame: StaffFrame;
  title: string;
  tab?: CultureTab | undefined;
  children: ReactNode;
}) {
  const texts = cultureTexts(frame.language);
  return (
    <PageDocument
      language={frame.language}
      path={frame.path}
      title={`${title} – ${frame.brandName}`}
      styles="culture.css"
      top={<StaffTop frame={frame} href="/culture" service={texts.service} />}
      tabs={tabs.map(([one, href]) => ({ href, text: texts.tabs[one], isCurrent: one === tab }))}
      width="xl"
    >
      {children}
    </PageDocument>
  );
}
