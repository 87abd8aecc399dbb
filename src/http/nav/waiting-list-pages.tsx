import type { Router } from "express";
import { z } from "zod";
import { maxAllocationItems } from "../../actions/allocations/allocate.ts";
import type { Deps } from "../../actions/deps.ts";
import { addToWaitingList } from "../../actions/waiting/add-to-waiting-list.ts";
import { confirmProposals } from "../../actions/waiting/confirm-proposals.ts";
import { declineProposal } from "../../actions/waiting/decline-proposal.ts";
import { getWaitingList } from "../../actions/waiting/get-waiting-list.ts";
import { removeFromWaitingList } from "../../actions/waiting/remove-from-waiting-list.ts";
import { AppError } from "../../errors.ts";
import { maxFormOffers } from "../../views/nav/wait-button.tsx";
import { WaitingListPage } from "../../views/nav/waiting-list-page.tsx";
import { staffTexts } from "../../views/texts/staff-texts.ts";
import { waitingTexts } from "../../views/texts/waiting-texts.ts";
import type { Faults } from "../../views/ui/faults.tsx";
import { pageRouter } from "../pages/page-router.ts";
import type { Visit } from "../pages/visit.ts";
import { pastedReferences } from "./pasted-references.ts";

const several = z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([]);
/** Children and offers, each as `placeValue` writes it. */
const placesShape = z.object({ place: several }).transform(({ place }) =>
  place.map((each) => {
    const [offerId = "", recipientId = ""] = each.split(" ");
    return { offerId, recipientId };
  }),
);
const pastedShape = z.object({ pasted: z.string().catch("") });

const pathOf = (offerId: string) => `/nav/offers/${offerId}/waiting-list`;

/** `/nav/offers/{id}/waiting-list`, and the buttons that fill waiting lists and allocate what they propose. */
export function waitingListPages(deps: Deps): Router {
  const { router, page, post, button } = pageRouter(deps, "nav");

  async function show(
    { actor, frame, params, notice }: Visit<"nav", "offerId">,
    { pasted, faults }: { pasted: string; faults: Faults },
  ) {
    const details = await getWaitingList(deps, { actor, ...params });
    const { state, validity } = details.offer;
    return (
      <WaitingListPage
        frame={frame}
        {...details}
        isOver={state === "closed" || validity.until <= deps.clock.now()}
        notice={notice(waitingTexts(frame.language).notices)}
        pasted={pasted}
        faults={faults}
      />
    );
  }

  page("/nav/offers/:offerId/waiting-list", (visit) =>
    show(visit, { pasted: "", faults: new Map() }),
  );

  post("/nav/offers/:offerId/waiting-list", {
    fields: pastedShape,
    async run(visit, { pasted }) {
      const { actor, frame, params } = visit;
      const references = pastedReferences(pasted);
      const { noneNamed, tooManyNamed } = waitingTexts(frame.language);
      if (references.length === 0 || references.length > maxAllocationItems) {
        const fault = references.length === 0 ? noneNamed : tooManyNamed;
        const faults = new Map([["pasted", fault]]);
        return { status: 400, page: await show(visit, { pasted, faults }) };
      }
      const named = references.map((recipient) => ({ recipient, path: recipient }));
      const refused = await addToWaitingList(deps, { actor, ...params, named });
      return `${pathOf(params.offerId)}?notice=${refused.length > 0 ? "partly" : "added"}`;
    },
    faults({ errors }, { frame }) {
      const { unknownReferences, ambiguousReferences } = staffTexts(frame.language).faults;
      const [first] = errors;
      if (!first) return undefined;
      const list = errors.map(({ path }) => path).join(", ");
      const say = first.code === "ambiguous" ? ambiguousReferences : unknownReferences;
      return new Map([["pasted", say(list)]]);
    },
    again: (visit, { values: { pasted }, faults }) => show(visit, { pasted, faults }),
  });

  post("/nav/waiting-list", {
    fields: placesShape,
    async run({ actor }, places) {
      const offerIds = [...new Set(places.map(({ offerId }) => offerId))];
      if (offerIds.length > maxFormOffers) {
        throw new AppError("too_large", `A form fills at most ${maxFormOffers} waiting lists.`);
      }
      const refused = [];
      for (const offerId of offerIds) {
        const own = places.filter((place) => place.offerId === offerId);
        const named = own.map(({ recipientId }) => ({ recipientId, path: recipientId }));
        refused.push(...(await addToWaitingList(deps, { actor, offerId, named })));
      }
      const notice = refused.length > 0 ? "partly" : "added";
      const [only, ...others] = offerIds;
      const path = only !== undefined && others.length === 0 ? pathOf(only) : "/nav";
      return `${path}?notice=${notice}`;
    },
  });

  post("/nav/waiting-list/confirm", {
    fields: placesShape,
    async run({ actor }, proposed) {
      return `/nav/allocations/${await confirmProposals(deps, { actor, proposed })}`;
    },
    faults: ({ code }) => (code === "conflict" ? new Map() : undefined),
    again: () => "/nav?notice=changed",
  });

  button("/nav/offers/:offerId/waiting-list/:recipientId/decline", async ({ actor, params }) => {
    await declineProposal(deps, { actor, ...params });
    return `${pathOf(params.offerId)}?notice=declined`;
  });

  button("/nav/offers/:offerId/waiting-list/:recipientId/remove", async ({ actor, params }) => {
    const { offerId, recipientId } = params;
    await removeFromWaitingList(deps, { actor, offerId, recipient: { recipientId } });
    return `${pathOf(params.offerId)}?notice=removed`;
  });

  return router;
}
