import type { Router } from "express";
import { z } from "zod";
import { getAllocation } from "../../actions/allocations/get-allocation.ts";
import { previewRevocation } from "../../actions/allocations/preview-revocation.ts";
import { revokeAllocation } from "../../actions/allocations/revoke-allocation.ts";
import type { Deps } from "../../actions/deps.ts";
import { replacePass } from "../../actions/passes/replace-pass.ts";
import { revokePass } from "../../actions/passes/revoke-pass.ts";
import { getHeldTicket } from "../../actions/recipients/get-held-ticket.ts";
import { textIn } from "../../domain/language.ts";
import { isLiveToNav } from "../../domain/passes/nav-state.ts";
import type { AppError } from "../../errors.ts";
import { RevokePage } from "../../views/nav/revoke-page.tsx";
import { staffTexts, type StaffLanguage } from "../../views/texts/staff-texts.ts";
import { parse } from "../api/parse.ts";
import { pageRouter } from "../pages/page-router.ts";
import { revocationBody } from "./revocation-body.ts";

const fields = z.object({ reason: z.string().trim().max(500).catch("") });

const faultsOf = ({ errors }: AppError, language: StaffLanguage) =>
  errors.length > 0 ? new Map([["reason", staffTexts(language).faults.reason]]) : undefined;

/** Forms that ask for a reason and revoke one ticket or a whole allocation, and the button that replaces a ticket. */
export function revokePages(deps: Deps): Router {
  const { router, button, form } = pageRouter(deps, "nav");

  form("/nav/passes/:serialNumber/revoke", {
    fields,
    async load({ actor, frame: { language }, params }) {
      const ticket = await getHeldTicket(deps, { actor, ...params });
      const { recipientId, reference, title, provider, state, codeShown } = ticket;
      const recipientHref = `/nav/recipients/${recipientId}`;
      if (!isLiveToNav(state)) return recipientHref;
      const about = `${textIn(title, language)}, ${provider} – ${reference}`;
      return { about, count: 1, codesShown: Number(codeShown), cancelHref: recipientHref };
    },
    show: ({ frame }, { faults }, question) => (
      <RevokePage
        frame={frame}
        heading={staffTexts(frame.language).revokeHeading}
        {...question}
        faults={faults}
      />
    ),
    async run({ actor, params }, values, { cancelHref }) {
      const { reason } = parse(revocationBody, values);
      await revokePass(deps, { actor, ...params, reason });
      return `${cancelHref}?notice=revoked`;
    },
    faults: (error, { frame }) => faultsOf(error, frame.language),
  });

  button("/nav/passes/:serialNumber/replace", async ({ actor, params }) => {
    const { recipientId } = await getHeldTicket(deps, { actor, ...params });
    await replacePass(deps, { actor, ...params });
    return `/nav/recipients/${recipientId}?notice=replaced`;
  });

  form("/nav/allocations/:allocationId/revoke", {
    fields,
    async load({ actor, frame, params }) {
      const { id } = await getAllocation(deps, { actor, ...params });
      const { undoAllocationQuestion } = staffTexts(frame.language);
      const cancelHref = `/nav/allocations/${id}`;
      const effects = await previewRevocation(deps, { actor, allocationId: id });
      if (effects.count === 0) return cancelHref;
      return { about: undoAllocationQuestion(effects.count), ...effects, cancelHref };
    },
    show: ({ frame }, { faults }, question) => (
      <RevokePage
        frame={frame}
        heading={staffTexts(frame.language).undoAllocation}
        {...question}
        faults={faults}
      />
    ),
    async run({ actor, params }, values, { cancelHref }) {
      const { reason } = parse(revocationBody, values);
      await revokeAllocation(deps, { actor, ...params, reason });
      return `${cancelHref}?notice=revoked`;
    },
    faults: (error, { frame }) => faultsOf(error, frame.language),
  });

  return router;
}
