import { randomUUID } from "node:crypto";
import type { Router } from "express";
import { z } from "zod";
import { allocate, maxAllocationItems } from "../../actions/allocations/allocate.ts";
import { findChosenRecipients } from "../../actions/allocations/find-chosen-recipients.ts";
import { listAllocatableOffers } from "../../actions/allocations/list-allocatable-offers.ts";
import { previewAllocation } from "../../actions/allocations/preview-allocation.ts";
import type { Deps } from "../../actions/deps.ts";
import { runIdempotently } from "../../actions/idempotent-request.ts";
import { filterRecipients } from "../../actions/recipients/filter-recipients.ts";
import { languages } from "../../domain/language.ts";
import { holdings } from "../../domain/recipients/recipient-filter.ts";
import { AllocatePage, maxEach, type AllocationChoice } from "../../views/nav/allocate-page.tsx";
import { AllocationCheckPage } from "../../views/nav/allocation-check-page.tsx";
import { NothingAllocatedPage } from "../../views/nav/nothing-allocated-page.tsx";
import { recipientName } from "../../views/nav/recipient-name.ts";
import { withNames } from "../../views/nav/with-names.ts";
import { staffTexts } from "../../views/texts/staff-texts.ts";
import { withWriteConcurrency } from "../api/write-concurrency.ts";
import { pageRouter } from "../pages/page-router.ts";
import type { Visit } from "../pages/visit.ts";
import { pastedReferences } from "./pasted-references.ts";

const several = z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([]);

const choiceShape = z
  .object({
    recipient: several,
    offer: several,
    pasted: z.string().catch(""),
    count: z.coerce.number().int().min(1).max(maxEach).catch(1),
    mode: z.enum(["all", "possible"]).catch("all"),
  })
  .transform(({ recipient, offer, ...rest }): AllocationChoice => ({
    recipientIds: recipient,
    offerIds: offer,
    ...rest,
  }));

/** Idempotency key of the form; a form that is sent twice carries the same key. */
const keyShape = z.object({ key: z.uuid().catch(() => randomUUID()) });

/** How many recipients the list shows, beside the chosen ones. */
const maxListed = 500;

const optional = <S extends z.ZodType>(shape: S) =>
  z.preprocess((value) => (value === "" ? undefined : value), shape.optional().catch(undefined));
const age = optional(z.coerce.number().int().min(0).max(120));
const filterShape = z.object({
  municipality: optional(z.string()),
  language: optional(z.enum(languages)),
  ageFrom: age,
  ageTo: age,
  holding: z.enum(holdings).catch("any"),
});
/** Which button of the filter was pressed. */
const pressedShape = z.object({ do: z.enum(["find", "all"]).catch("find") });

/** `/nav/allocate`: choose, check, allocate; or the reasons why no ticket was allocated. */
export function allocatePages(deps: Deps): Router {
  const { router, page, post } = pageRouter(deps, "nav");

  /** The recipients and offers that the choice names, and a message for each fault. */
  async function resolve({ actor, frame }: Visit<"nav">, choice: AllocationChoice) {
    const { faults: texts } = staffTexts(frame.language);
    const references = pastedReferences(choice.pasted);
    const [{ offers }, { recipients, unknown, ambiguous }] = await Promise.all([
      listAllocatableOffers(deps, { actor }),
      findChosenRecipients(deps, { actor, ids: choice.recipientIds, references }),
    ]);
    const chosen = offers.filter(({ id }) => choice.offerIds.includes(id));
    const faults = new Map<string, string>();
    if (unknown.length > 0) faults.set("pasted", texts.unknownReferences(unknown.join(", ")));
    else if (ambiguous.length > 0)
      faults.set("pasted", texts.ambiguousReferences(ambiguous.join(", ")));
    else if (recipients.length === 0) faults.set("recipients", texts.recipients);
    if (chosen.length === 0) faults.set("offers", texts.offers);
    if (recipients.length * chosen.length > maxAllocationItems)
      faults.set("recipients", texts.tooMany);
    return { recipients, offers: chosen, faults };
  }

  async function show(
    { actor, frame, request }: Visit<"nav">,
    choice: AllocationChoice,
    faults = new Map<string, string>(),
  ) {
    const filter = filterShape.parse(request.body ?? {});
    const isAll = pressedShape.parse(request.body ?? {}).do === "all";
    const limit = isAll ? maxAllocationItems : maxListed;
    const { offerIds, recipientIds: ids } = choice;
    const [{ offers, municipalities }, listed, chosen] = await Promise.all([
      listAllocatableOffers(deps, { actor }),
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
        found={listed.total}
        most={maxAllocationItems}
        offers={offers.filter(
          ({ state, quota, allocated }) => state === "open" && allocated < quota,
        )}
        choice={isAll ? { ...choice, recipientIds: [...items.keys()] } : choice}
        faults={faults}
      />
    );
    return { status: faults.size > 0 ? 400 : 200, page };
  }

  page("/nav/allocate", (visit) => show(visit, choiceShape.parse(visit.request.query)));

  post("/nav/allocate/choose", { fields: choiceShape, run: show });

  post("/nav/allocate/check", {
    fields: choiceShape,
    async run(visit, choice) {
      const { recipients, offers, faults } = await resolve(visit, choice);
      if (faults.size > 0) return show(visit, choice, faults);
      const { refusals, holdings } = await previewAllocation(deps, {
        actor: visit.actor,
        recipients,
        offerIds: offers.map(({ id }) => id),
        count: choice.count,
      });
      const named = withNames(recipients, offers);
      return (
        <AllocationCheckPage
          frame={visit.frame}
          choice={choice}
          recipients={recipients}
          offers={offers}
          refusals={refusals.map(named)}
          holdings={holdings.map(named)}
          requestKey={randomUUID()}
        />
      );
    },
  });

  post("/nav/allocate", {
    fields: choiceShape,
    async run(visit, choice) {
      const { actor, frame, request } = visit;
      const { key } = keyShape.parse(request.body);
      const { recipients, offers, faults } = await resolve(visit, choice);
      if (faults.size > 0) return show(visit, choice, faults);
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
      if (decided.outcome === "allocated") return `/nav/allocations/${decided.id}`;
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
