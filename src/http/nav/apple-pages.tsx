import { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { phoneLogDays, showPhoneLogs } from "../../actions/show-phone-logs.ts";
import { ApplePage } from "../../views/nav/apple-page.tsx";
import { PhoneLogSection } from "../../views/nav/phone-log-section.tsx";
import { sendPage } from "../send-page.ts";
import { frameOf } from "./staff-frame.ts";

/** `/nav/apple`: for whoever runs the service; counts alone, never a ticket or a child. */
export function applePages(deps: Deps): Router {
  const router = Router();
  router.get("/nav/apple", async (request, response) => {
    const frame = frameOf(deps, request, response);
    const logs = await showPhoneLogs(deps);
    sendPage(
      response,
      <ApplePage frame={frame}>
        <PhoneLogSection language={frame.language} logs={logs} days={phoneLogDays} />
      </ApplePage>,
    );
  });
  return router;
}
