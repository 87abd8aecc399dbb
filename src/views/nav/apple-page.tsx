import type { ReactNode } from "react";
import { staffTexts } from "../texts/staff-texts.ts";
import { ContentPage } from "../ui/content-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

/** `/nav/apple`: state of the tickets on iPhones; each part is a section of its own. */
export function ApplePage({ frame, children }: { frame: PageFrame; children: ReactNode }) {
  const { appleWallet, appleIntro } = staffTexts(frame.language);
  return (
    <ContentPage frame={frame} title={appleWallet} intro={appleIntro} gap="space-40">
      {children}
    </ContentPage>
  );
}
