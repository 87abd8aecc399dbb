import type { Router } from "express";
import { deviceLogDays, getDeviceLogs } from "../../actions/apple/get-device-logs.ts";
import type { Deps } from "../../actions/deps.ts";
import { daysToRenewal } from "../../actions/operations/check-readiness.ts";
import { getUpdatePropagation } from "../../actions/operations/get-update-propagation.ts";
import { CertificateAlert } from "../../views/nav/certificate-alert.tsx";
import { DeliverySection } from "../../views/nav/delivery-section.tsx";
import { PhoneLogSection } from "../../views/nav/phone-log-section.tsx";
import { staffTexts } from "../../views/texts/staff-texts.ts";
import { ContentPage } from "../../views/ui/content-page.tsx";
import { pageRouter } from "../pages/page-router.ts";

/** `/nav/apple`, for operators: counts of tickets on iPhones, never one ticket or child. */
export function applePages(deps: Deps): Router {
  const { router, page } = pageRouter(deps, "nav");

  page("/nav/apple", async ({ actor, frame }) => {
    const { language } = frame;
    const { appleWallet, appleIntro } = staffTexts(language);
    const [delivery, logs] = await Promise.all([
      getUpdatePropagation(deps, { actor }),
      getDeviceLogs(deps),
    ]);
    return (
      <ContentPage
        frame={frame}
        title={appleWallet}
        intro={appleIntro}
        alerts={<CertificateAlert days={daysToRenewal(deps)} language={language} />}
        gap="space-40"
      >
        <DeliverySection language={language} at={deps.clock.now()} {...delivery} />
        <PhoneLogSection language={language} logs={logs} days={deviceLogDays} />
      </ContentPage>
    );
  });

  return router;
}
