import { randomUUID } from "node:crypto";
import { Router, type Request, type Response } from "express";
import { z } from "zod";
import { allocate, maxAllocationItems } from "../../actions/allocations/allocate.ts";
import { findChosenRecipients } from "../../actions/allocations/find-chosen-recipients.ts";
import type { Deps } from "../../actions/deps.ts";
import { runIdempotently } from "../../actions/idempotent-request.ts";
import { listRecipients } from "../../actions/recipients/list-recipients.ts";
import { previewAllocation } from "../../actions/allocations/preview-allocation.ts";
import { listAllocatableOffers } from "../../actions/allocations/list-allocatable-offers.ts";
import { AllocatePage, maxEach, type AllocationChoice } from "../../views/nav/allocate-page.tsx";
import { AllocationCheckPage } from "../../views/nav/allocation-check-page.tsx";
import { NothingAllocatedPage } from "../../views/nav/nothing-allocated-page.tsx";
import { recipientName } from "../../views/nav/recipient-name.ts";
import { staffTexts } from "../../views/texts/staff-texts.ts";
import { withWriteConcurrency } from "../api/write-concurrency.ts";
import { sessionOf } from "../auth/page-session.ts";
import { sendPage } from "../pages/send-page.ts";
import { pageFrame } from "../pages/page-frame.ts";

const several = z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([]);

const choiceShape = z.object({
  recipient: several,
  offer: several,
  pasted: z.string().catch(""),
  count: z.coerce.number().int().min(1).max(maxEach).catch(1),
  mode: z.enum(["all", "possible"]).catch("all"),
});

function choiceOf(fields: unknown): AllocationChoice {
  const { recipient, offer, ...rest } = choiceShape.parse(fields ?? {});
  return { recipientIds: recipient, offerIds: offer, ...rest };
}

const referencesIn = (pasted: string) => [
  ...new Set(
    pasted
      .split(/[\n\r,;\t]+/)
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  ),
];

/** How many recipients the list shows; those beyond are named by their references. */
const maxListed = 500;

/** `/nav/allocate`: choose, see over, allocate; or why nothing was. */
export function allocatePages(deps: Deps): Router {
  const router = Router();

  /** The choice brought together with what it names, and what is wrong with it. */
  async function resolve(request: Request, response: Response, choice: AllocationChoice) {
    const { actor } = sessionOf(response, "nav");
    const { faults: say } = staffTexts(pageFrame(deps, request, response, "nav").language);
    const references = referencesIn(choice.pasted);
    const [{ offers }, { recipients, unknown, ambiguous }] = await Promise.all([
      listAllocatableOffers(deps, { actor }),
      findChosenRecipients(deps, { actor, ids: choice.recipientIds, references }),
    ]);
    const chosen = offers.filter(({ id }) => choice.offerIds.includes(id));
    const faults = new Map<string, string>();
    if (unknown.length > 0) faults.set("pasted", say.unknownReferences(unknown.join(", ")));
    else if (ambiguous.length > 0)
      faults.set("pasted", say.ambiguousReferences(ambiguous.join(", ")));
    else if (recipients.length === 0) faults.set("recipients", say.recipients);
    if (chosen.length === 0) faults.set("offers", say.offers);
    if (recipients.length * chosen.length > maxAllocationItems)
      faults.set("recipients", say.tooMany);
    return { recipients, offers: chosen, faults };
  }

  async function sendChoice(
    request: Request,
    response: Response,
    choice: AllocationChoice,
    faults = new Map<string, string>(),
  ): Promise<void> {
    const { actor } = sessionOf(response, "nav");
    const [{ offers }, { items }] = await Promise.all([
      listAllocatableOffers(deps, { actor }),
      listRecipients(deps, { actor, limit: maxListed }),
    ]);
    const page = (
      <AllocatePage
        frame={{ ...pageFrame(deps, request, response, "nav"), path: "/nav/allocate" }}
        recipients={items}
        offers={offers.filter(
          ({ state, quota, allocated }) => state === "open" && allocated < quota,
        )}
        choice={choice}
        faults={faults}
      />
    );
    sendPage(response, page, faults.size > 0 ? 400 : 200);
  }

  router.get("/nav/allocate", async (request, response) => {
    await sendChoice(request, response, choiceOf(request.query));
  });

  router.post("/nav/allocate/choose", async (request, response) => {
    await sendChoice(request, response, choiceOf(request.body));
  });

  router.post("/nav/allocate/check", async (request, response) => {
    const choice = choiceOf(request.body);
    const { recipients, offers, faults } = await resolve(request, response, choice);
    if (faults.size > 0) {
      await sendChoice(request, response, choice, faults);
      return;
    }
    const refusals = await previewAllocation(deps, {
      actor: sessionOf(response, "nav").actor,
      recipients,
      offerIds: offers.map(({ id }) => id),
      count: choice.count,
    });
    const names = new Map(recipients.map((one) => [one.id, recipientName(one)]));
    const titles = new Map(offers.map(({ id, title }) => [id, title]));
    sendPage(
      response,
      <AllocationCheckPage
        frame={{ ...pageFrame(deps, request, response, "nav"), path: "/nav/allocate" }}
        choice={choice}
        recipients={recipients}
        offers={offers}
        refusals={refusals.map(({ recipientId, offerId, reason }) => ({
          recipient: names.get(recipientId) ?? "",
          title: titles.get(offerId) ?? { nb: "" },
          reason,
        }))}
        requestKey={randomUUID()}
      />,
    );
  });

  router.post("/nav/allocate", async (request, response) => {
    const { actor } = sessionOf(response, "nav");
    const choice = choiceOf(request.body);
    const key = z
      .uuid()
      .catch(() => randomUUID())
      .parse((request.body as { key?: unknown }).key);
    const { recipients, offers, faults } = await resolve(request, response, choice);
    if (faults.size > 0) {
      await sendChoice(request, response, choice, faults);
      return;
    }
    const { mode, count } = choice;
    const pairs = recipients.flatMap((recipient) => offers.map((offer) => ({ recipient, offer })));
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
      response.redirect(303, `/nav/allocations/${decided.id}`);
      return;
    }
    const reasons = decided.items.map(({ reason }) => reason);
    sendPage(
      response,
      <NothingAllocatedPage
        frame={{ ...pageFrame(deps, request, response, "nav"), path: "/nav/allocate" }}
        choice={choice}
        refusals={pairs.flatMap(({ recipient, offer: { title } }, i) => {
          const reason = reasons[i];
          return reason ? [{ recipient: recipientName(recipient), title, reason }] : [];
        })}
        someCan={reasons.includes(undefined)}
        requestKey={randomUUID()}
      />,
      409,
    );
  });

  return router;
}
