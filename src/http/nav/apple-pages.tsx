import { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { getUpdatePropagation } from "../../actions/operations/get-update-propagation.ts";
import { deviceLogDays, getDeviceLogs } from "../../actions/apple/get-device-logs.ts";
import { ApplePage } from "../../views/nav/apple-page.tsx";
import { DeliverySection } from "../../views/nav/delivery-section.tsx";
import { PhoneLogSection } from "../../views/nav/phone-log-section.tsx";
import { sessionOf } from "../auth/page-session.ts";
import { sendPage } from "../pages/send-page.ts";
import { pageFrame } from "../pages/page-frame.ts";

/** `/nav/apple`: for whoever runs the service; counts alone, never a ticket or a child. */
export function applePages(deps: Deps): Router {
  const router = Router();
  router.get("/nav/apple", async (request, response) => {
    const frame = pageFrame(deps, request, response, "nav");
    const { actor } = sessionOf(response, "nav");
    const [delivery, logs] = await Promise.all([
      getUpdatePropagation(deps, { actor }),
      getDeviceLogs(deps),
    ]);
    sendPage(
      response,
      <ApplePage frame={frame}>
        <DeliverySection language={frame.language} at={deps.clock.now()} {...delivery} />
        <PhoneLogSection language={frame.language} logs={logs} days={deviceLogDays} />
      </ApplePage>,
    );
  });
  return router;
}
