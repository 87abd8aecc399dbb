import type { Router } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { exportRecipient } from "../../actions/recipients/export-recipient.ts";
import { getRecipientDetails } from "../../actions/recipients/get-recipient-details.ts";
import { removeRecipient } from "../../actions/recipients/remove-recipient.ts";
import { erasureReasons } from "../../domain/reasons.ts";
import { AppError } from "../../errors.ts";
import { isLiveToNav } from "../../domain/passes/nav-state.ts";
import { recipientName } from "../../views/nav/recipient-name.ts";
import { drawPdf } from "../../views/pdf/draw-pdf.ts";
import { privacyTexts } from "../../views/texts/privacy-texts.ts";
import { reasonTexts } from "../../views/texts/reason-texts.ts";
import { ConfirmPage } from "../../views/ui/confirm-page.tsx";
import { ReasonSelect } from "../../views/ui/reason-select.tsx";
import { contentDisposition } from "../api/content-disposition.ts";
import { pageRouter } from "../pages/page-router.ts";
import { recipientExportJson } from "./recipient-export.ts";

/** `/nav/recipients/{id}/export.json`, `…/export.pdf` and `…/remove`: what a person may ask for about the own data. */
export function privacyPages(deps: Deps): Router {
  const { router, page, form } = pageRouter(deps, "nav");

  page("/nav/recipients/:recipientId/export.json", async ({ actor, params, response }) => {
    const exported = await exportRecipient(deps, { actor, ...params });
    response.set("Cache-Control", "no-store");
    response.set("Content-Disposition", contentDisposition("innsyn.json"));
    response.json(recipientExportJson(exported));
    return undefined;
  });

  page("/nav/recipients/:recipientId/export.pdf", async ({ actor, frame, params, response }) => {
    const exported = await exportRecipient(deps, { actor, ...params });
    const { brandName } = deps.config;
    const options = { language: frame.language, brandName, at: exported.exportedAt };
    const pdf = await drawPdf({ name: "export", args: [exported, options] });
    response.set("Cache-Control", "no-store").type("application/pdf");
    response.set("Content-Disposition", contentDisposition("innsyn.pdf")).send(pdf);
    return undefined;
  });

  form("/nav/recipients/:recipientId/remove", {
    fields: z.object({ reasonCode: z.enum(erasureReasons).optional().catch(undefined) }),
    load: ({ actor, params }) => getRecipientDetails(deps, { actor, ...params }),
    show({ frame }, { faults, values }, { recipient, tickets }) {
      const texts = privacyTexts(frame.language);
      const live = tickets.filter(({ state }) => isLiveToNav(state)).length;
      return (
        <ConfirmPage
          frame={frame}
          tab="recipients"
          heading={texts.removeHeading}
          about={recipientName(recipient)}
          text={texts.removeHelp}
          warning={live > 0 ? texts.removeLive(live) : undefined}
          confirm={texts.remove}
          cancelHref={`/nav/recipients/${recipient.id}`}
          faults={faults}
        >
          <ReasonSelect
            language={frame.language}
            codes={erasureReasons}
            chosen={values.reasonCode}
            faults={faults}
            description={reasonTexts(frame.language).erasureHelp}
          />
        </ConfirmPage>
      );
    },
    async run({ actor, params }, { reasonCode }) {
      if (reasonCode === undefined) {
        throw new AppError("validation_failed", "A reason is needed.", {
          errors: [{ path: "reasonCode", code: "required", message: "is required" }],
        });
      }
      await removeRecipient(deps, { actor, ...params, reasonCode });
      return "/nav/recipients?notice=removed";
    },
    faults: ({ errors: [fault] }, { frame }) =>
      fault && new Map([[fault.path, reasonTexts(frame.language).chooseOne]]),
  });

  return router;
}
