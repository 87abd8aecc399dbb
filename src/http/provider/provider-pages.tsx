import express, { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { requireProvider } from "../auth/provider-session.ts";
import { rememberLanguage } from "../nav/staff-frame.ts";
import { numberPages } from "./number-pages.tsx";

/** `/provider`: the pages of those who give tickets away. */
export function providerPages(deps: Deps): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: "200kb", parameterLimit: 1_000 });
  router.use("/provider", form, rememberLanguage(deps));
  router.use("/provider", requireProvider(deps));
  router.use(numberPages(deps));
  return router;
}
