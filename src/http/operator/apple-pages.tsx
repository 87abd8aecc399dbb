import type { Router } from "express";
import { deviceLogDays, getDeviceLogs } from "../../actions/apple/get-device-logs.ts";
import { findPushSuspensions } from "../../actions/apple/find-push-suspensions.ts";
import type { Deps } from "../../actions/deps.ts";
import { certificateDays, daysToRenewal } from "../../actions/operations/certificate-checks.ts";
import { getUpdatePropagation } from "../../actions/operations/get-update-propagation.ts";
import { CertificateAlert } from "../../views/operator/certificate-alert.tsx";
import { CertificateSection } from "../../views/operator/certificate-section.tsx";
import { DeliverySection } from "../../views/operator/delivery-section.tsx";
import { PhoneLogSection } from "../../views/operator/phone-log-section.tsx";
import { staffTexts } from "../../views/texts/staff-texts.ts";
import { ContentPage } from "../../views/ui/content-page.tsx";
import { PushesStoppedAlert } from "../../views/ui/pushes-stopped-alert.tsx";
import { pageRouter } from "../pages/page-router.ts";

/** `/operator`: certificates, and counts of tickets on iPhones, never one ticket or child. */
export function applePages(deps: Deps): Router {
  const { router, page } = pageRouter(deps, "operator");

  page("/operator", async ({ actor, frame }) => {
    const { language } = frame;
    const { appleWallet, appleIntro } = staffTexts(language);
    const [delivery, logs, stop] = await Promise.all([
      getUpdatePropagation(deps, { actor }),
      getDeviceLogs(deps, { actor }),
      findPushSuspensions(deps),
    ]);
    return (
      <ContentPage
        frame={frame}
        title={appleWallet}
        tab="apple"
        intro={appleIntro}
        alerts={
          <>
            <CertificateAlert days={daysToRenewal(deps)} language={language} />
            <PushesStoppedAlert since={stop?.stoppedAt} language={language} />
          </>
        }
        gap="space-40"
      >
        <CertificateSection language={language} certificates={certificateDays(deps)} />
        <DeliverySection language={language} at={deps.clock.now()} {...delivery} />
        <PhoneLogSection language={language} logs={logs} days={deviceLogDays} />
      </ContentPage>
    );
  });

  return router;
}
