import { randomUUID } from "node:crypto";
import type { Router } from "express";
import { allocate, maxAllocationItems } from "../../actions/allocations/allocate.ts";
import { findChosenRecipients } from "../../actions/allocations/find-chosen-recipients.ts";
import { listAllocatableOffers } from "../../actions/allocations/list-allocatable-offers.ts";
import { previewAllocation } from "../../actions/allocations/preview-allocation.ts";
import type { Deps } from "../../actions/deps.ts";
import { runIdempotently } from "../../actions/idempotent-request.ts";
import { filterRecipients } from "../../actions/recipients/filter-recipients.ts";
import { recordListUse } from "../../actions/lists/record-list-use.ts";
import { listRecipientLists } from "../../actions/lists/list-recipient-lists.ts";
import { createListsOfChosen } from "../../actions/lists/create-lists-of-chosen.ts";
import { AllocatePage, type AllocationChoice } from "../../views/nav/allocate-page.tsx";
import { AllocationCheckPage } from "../../views/nav/allocation-check-page.tsx";
import { NothingAllocatedPage } from "../../views/nav/nothing-allocated-page.tsx";
import { recipientName } from "../../views/nav/recipient-name.ts";
import { withNames } from "../../views/nav/with-names.ts";
import { savedListTexts } from "../../views/texts/saved-list-texts.ts";
import { withWriteConcurrency } from "../api/write-concurrency.ts";
import { pageRouter } from "../pages/page-router.ts";
import type { Visit } from "../pages/visit.ts";
import { choiceShape, filterShape, keyShape, pressedShape } from "./choice-shape.ts";
import { resolveChoice, type ResolvedChoice } from "./resolve-choice.ts";
import { faultOfListName, saveBeside } from "./save-list-beside.ts";

/** How many recipients the list shows, beside the chosen ones. */
const maxListed = 500;

/** `/nav/allocate`: choose, check, allocate; or the reasons why no ticket was allocated. */
export function allocatePages(deps: Deps): Router {
  const { router, page, post } = pageRouter(deps, "nav");

  async function show(
    { actor, frame, request }: Visit<"nav">,
    choice: AllocationChoice,
    faults = new Map<string, string>(),
  ) {
    const filter = filterShape.parse(request.body ?? {});
    const isAll = pressedShape.parse(request.body ?? {}).do === "all";
    const limit = isAll ? maxAllocationItems : maxListed;
    const { offerIds, recipientIds: ids } = choice;
    const { listId } = filter;
    if (isAll && listId !== undefined) await recordListUse(deps, { actor, listId });
    const [{ offers, municipalities }, lists, listed, chosen] = await Promise.all([
      listAllocatableOffers(deps, { actor }),
      listRecipientLists(deps, { actor }),
      filterRecipients(deps, { actor, filter, offerIds, limit }),
      findChosenRecipients(deps, { actor, ids, references: [] }),
    ]);
    const items = new Map([...chosen.recipients, ...listed.recipients].map((one) => [one.id, one]));
    const page = (
      <AllocatePage
        frame={frame}
        recipients={[...items.values()]}
        filter={filter}
        municipalities={municipalities}
        lists={lists}
        found={listed.total}
        most={maxAllocationItems}
        at={deps.clock.now()}
        offers={offers.filter(
          ({ state, quota, allocated }) => state === "open" && allocated < quota,
        )}
        choice={isAll ? { ...choice, recipientIds: [...items.keys()] } : choice}
        faults={faults}
      />
    );
    return { status: faults.size > 0 ? 400 : 200, page };
  }

  /** The effect of the choice, before it is allocated. */
  async function check(
    { actor, frame }: Visit<"nav">,
    choice: AllocationChoice,
    { recipients, offers }: ResolvedChoice,
    form: { requestKey: string; listFault?: string },
  ) {
    const { refusals, holdings } = await previewAllocation(deps, {
      ...{ actor, recipients, count: choice.count },
      offerIds: offers.map(({ id }) => id),
    });
    const named = withNames(recipients, offers);
    const shown = { refusals: refusals.map(named), holdings: holdings.map(named) };
    return <AllocationCheckPage {...{ frame, choice, recipients, offers, ...shown, ...form }} />;
  }

  page("/nav/allocate", (visit) => show(visit, choiceShape.parse(visit.request.query)));

  post("/nav/allocate/choose", { fields: choiceShape, run: show });

  post("/nav/allocate/check", {
    fields: choiceShape,
    async run(visit, choice) {
      const found = await resolveChoice(deps, visit, choice);
      if (found.faults.size > 0) return show(visit, choice, found.faults);
      const listFault = faultOfListName(choice.listName, visit.frame.language);
      const form = { requestKey: randomUUID(), ...(listFault !== undefined && { listFault }) };
      const page = await check(visit, choice, found, form);
      return { status: listFault === undefined ? 200 : 400, page };
    },
  });

  post("/nav/allocate/save", {
    fields: choiceShape,
    async run(visit, choice) {
      const { actor, frame, request } = visit;
      const { recipients, faults } = await resolveChoice(deps, visit, choice);
      faults.delete("offers");
      if (recipients.length > 0) faults.delete("recipients");
      if (choice.listName === "" || faultOfListName(choice.listName, frame.language) !== undefined)
        faults.set("listName", savedListTexts(frame.language).fault);
      if (faults.size > 0) return show(visit, choice, faults);
      const { key } = keyShape.parse(request.body);
      await createListsOfChosen(deps, { actor, name: choice.listName, recipients, key });
      return "/nav/lists?notice=list-saved";
    },
    faults: ({ code }, { frame }) =>
      code === "conflict"
        ? new Map([["listName", savedListTexts(frame.language).tooMany]])
        : undefined,
    again: (visit, { values, faults }) => show(visit, values, new Map(faults)),
  });

  post("/nav/allocate", {
    fields: choiceShape,
    async run(visit, choice) {
      const { actor, frame, request } = visit;
      const { key } = keyShape.parse(request.body);
      const found = await resolveChoice(deps, visit, choice);
      const { recipients, offers, faults } = found;
      if (faults.size > 0) return show(visit, choice, faults);
      const listFault = faultOfListName(choice.listName, frame.language);
      if (listFault !== undefined) {
        const page = await check(visit, choice, found, { requestKey: key, listFault });
        return { status: 400, page };
      }
      const { mode, count } = choice;
      const pairs = recipients.flatMap((recipient) =>
        offers.map((offer) => ({ recipient, offer })),
      );
      const items = pairs.map(({ recipient, offer }) => ({
        recipientId: recipient.id,
        offerId: offer.id,
        count,
      }));
      const asked = { method: "POST", path: "/nav/allocate", body: { items, mode } };
      const { body: decided } = await withWriteConcurrency(
        deps,
        { kind: "allocate", request: `${actor.id} ${key}` },
        () =>
          runIdempotently(deps, { actorId: actor.id, key, request: asked }, async (inside) => ({
            status: 201,
            body: await allocate(inside, { actor, items, mode }),
          })),
      );
      if (decided.outcome === "allocated") {
        const saved = await saveBeside(deps, { actor, name: choice.listName, recipients, key });
        return `/nav/allocations/${decided.id}${saved}`;
      }
      const reasons = decided.items.map(({ reason }) => reason);
      const page = (
        <NothingAllocatedPage
          frame={frame}
          choice={choice}
          soldOut={items.filter((_, i) => reasons[i] === "sold_out")}
          refusals={pairs.flatMap(({ recipient, offer: { title } }, i) => {
            const reason = reasons[i];
            return reason ? [{ recipient: recipientName(recipient), title, reason }] : [];
          })}
          someCan={reasons.includes(undefined)}
          requestKey={randomUUID()}
        />
      );
      return { status: 409, page };
    },
  });

  return router;
}
