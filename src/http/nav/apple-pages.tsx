import { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { showDelivery } from "../../actions/show-delivery.ts";
import { phoneLogDays, showPhoneLogs } from "../../actions/show-phone-logs.ts";
import { ApplePage } from "../../views/nav/apple-page.tsx";
import { DeliverySection } from "../../views/nav/delivery-section.tsx";
import { PhoneLogSection } from "../../views/nav/phone-log-section.tsx";
import { staffOf } from "../auth/staff-session.ts";
import { sendPage } from "../send-page.ts";
import { frameOf } from "./staff-frame.ts";

/** `/nav/apple`: for whoever runs the service; counts alone, never a ticket or a child. */
export function applePages(deps: Deps): Router {
  const router = Router();
  router.get("/nav/apple", async (request, response) => {
    const frame = frameOf(deps, request, response);
    const { actor } = staffOf(response);
    const [delivery, logs] = await Promise.all([
      showDelivery(deps, { actor }),
      showPhoneLogs(deps),
    ]);
    sendPage(
      response,
      <ApplePage frame={frame}>
        <DeliverySection language={frame.language} at={deps.clock.now()} {...delivery} />
        <PhoneLogSection language={frame.language} logs={logs} days={phoneLogDays} />
      </ApplePage>,
    );
  });
  return router;
}
