import express, { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { requireOperator } from "../auth/staff-session.ts";
import { rememberLanguage } from "../pages/page-frame.ts";
import { sessionPages, unresumedForms } from "../pages/session-pages.ts";
import { applePages } from "./apple-pages.tsx";
import { googlePages } from "./google-pages.tsx";

/** `/operator`: for those who run the service. They see no child and no ticket. */
export function operatorPages(deps: Deps): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false });
  router.use("/operator", form, requireOperator(deps), rememberLanguage(deps));
  router.use(sessionPages("operator"), applePages(deps), googlePages(deps));
  router.use(unresumedForms("operator"));
  return router;
}
