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
import { revocationReasons } from "../../domain/reasons.ts";
import { isLiveToNav } from "../../domain/passes/nav-state.ts";
import type { AppError } from "../../errors.ts";
import { RevokePage } from "../../views/nav/revoke-page.tsx";
import { allocationLineTexts } from "../../views/texts/allocation-line-texts.ts";
import { reasonTexts } from "../../views/texts/reason-texts.ts";
import type { Faults } from "../../views/ui/faults.tsx";
import { staffTexts, type StaffLanguage } from "../../views/texts/staff-texts.ts";
import { parse } from "../api/parse.ts";
import { pageRouter } from "../pages/page-router.ts";
import type { Visit } from "../pages/visit.ts";
import { revocationBody } from "./revocation-body.ts";

const fields = z.object({
  reasonCode: z.enum(revocationReasons).optional().catch(undefined),
  reason: z.string().trim().max(500).catch(""),
});

type Typed = z.output<typeof fields>;

/** The chosen tickets: each field holds serial numbers with spaces between; undefined: all. */
const chosen = z
  .object({ ticket: z.union([z.string(), z.array(z.string())]).optional() })
  .transform(({ ticket }) => ({
    tickets: ticket === undefined ? undefined : [ticket].flat().join(" ").split(" "),
  }));

/** What is wrong with the reason, at its field; undefined: it is something else. */
function faultsOf({ errors: [fault] }: AppError, { reasonCode }: Typed, language: StaffLanguage) {
  const texts = reasonTexts(language);
  if (fault === undefined) return undefined;
  if (fault.code !== "required") return new Map([["reason", texts.badText]]);
  return reasonCode === undefined
    ? new Map([["reasonCode", texts.chooseOne]])
    : new Map([["reason", texts.sayOther]]);
}

/** The reason as the actions take it: words that were not typed are none. */
const reasonOf = ({ reasonCode, reason }: Typed) =>
  parse(revocationBody, { reasonCode, reason: reason === "" ? undefined : reason });

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
    show: ({ frame }, { faults, values }, question) => (
      <RevokePage
        frame={frame}
        heading={staffTexts(frame.language).revokeHeading}
        {...question}
        {...{ faults, values }}
      />
    ),
    async run({ actor, params }, values, { cancelHref }) {
      await revokePass(deps, { actor, ...params, ...reasonOf(values) });
      return `${cancelHref}?notice=revoked`;
    },
    faults: (error, { frame }, values) => faultsOf(error, values, frame.language),
  });

  button("/nav/passes/:serialNumber/replace", async ({ actor, params }) => {
    const { recipientId } = await getHeldTicket(deps, { actor, ...params });
    await replacePass(deps, { actor, ...params });
    return `/nav/recipients/${recipientId}?notice=replaced`;
  });

  /** What the form asks; where the allocation's page is, when nothing is left to revoke. */
  async function loadAllocation({ actor, frame, params, request }: Visit<"nav", "allocationId">) {
    const { id } = await getAllocation(deps, { actor, ...params });
    const { tickets } = chosen.parse(request.body ?? {});
    const cancelHref = `/nav/allocations/${id}`;
    const wanted = { actor, allocationId: id, serialNumbers: tickets };
    const effects = await previewRevocation(deps, wanted);
    if (effects.count === 0) return cancelHref;
    const about = staffTexts(frame.language).undoAllocationQuestion(effects.count);
    return { about, ...effects, tickets, cancelHref };
  }

  const askAllocation = (
    { frame }: Visit<"nav", "allocationId">,
    form: { faults: Faults; values: Typed },
    question: Exclude<Awaited<ReturnType<typeof loadAllocation>>, string>,
  ) => (
    <RevokePage
      frame={{ ...frame, path: `${question.cancelHref}/revoke` }}
      heading={
        question.tickets
          ? allocationLineTexts(frame.language).revokeChosenHeading
          : staffTexts(frame.language).undoAllocation
      }
      {...question}
      {...form}
    />
  );

  form("/nav/allocations/:allocationId/revoke", {
    fields,
    load: loadAllocation,
    show: (visit, form, question) => askAllocation(visit, form, question),
    async run({ actor, params }, values, { cancelHref, tickets }) {
      const reason = reasonOf(values);
      await revokeAllocation(deps, { actor, ...params, ...reason, serialNumbers: tickets });
      return `${cancelHref}?notice=${tickets ? "chosen-revoked" : "revoked"}`;
    },
    faults: (error, { frame }, values) => faultsOf(error, values, frame.language),
  });

  button("/nav/allocations/:allocationId/revoke/choose", async (visit) => {
    const question = await loadAllocation(visit);
    if (typeof question === "string" || !question.tickets) {
      return `/nav/allocations/${visit.params.allocationId}?notice=none-chosen`;
    }
    return askAllocation(visit, { faults: new Map(), values: fields.parse({}) }, question);
  });

  return router;
}
