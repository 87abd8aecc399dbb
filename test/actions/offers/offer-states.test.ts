import { expect } from "chai";
import { approveProvider } from "../../../src/actions/providers/approve-provider.ts";
import { closeOffer } from "../../../src/actions/offers/close-offer.ts";
import { createOffer } from "../../../src/actions/offers/create-offer.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { inviteProvider } from "../../../src/actions/providers/invite-provider.ts";
import { pauseOffer } from "../../../src/actions/offers/pause-offer.ts";
import { resumeOffer } from "../../../src/actions/offers/resume-offer.ts";
import { reviewOffer } from "../../../src/actions/offers/review-offer.ts";
import { submitOffer } from "../../../src/actions/offers/submit-offer.ts";
import { suspendProvider } from "../../../src/actions/providers/suspend-provider.ts";
import type { Pool } from "../../../src/db/connect.ts";
import { findOffer } from "../../../src/db/offers/offers.ts";
import type { OfferBody } from "../../../src/domain/offers/offer-input.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { aMunicipality, anOffer, aProvider, aTemplate } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { testDeps } from "../../support/test-deps.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

const culture: Actor = { role: "culture", id: "office", municipalities: ["5025"] };
const providerActor = (providerId: string): Actor => ({ role: "provider", id: "key", providerId });

const body = (templateId: string): OfferBody => ({
  templateId,
  title: { nb: "Julekonsert" },
  category: "concert",
  quota: 30,
  validFrom: "2026-12-12",
  validUntil: "2027-06-30",
  ageFrom: 2,
  ageTo: 16,
  municipalities: ["5025"],
  perRecipient: 1,
  companions: 1,
  uses: 1,
});

describe("the life of an offer", () => {
  const database = useDatabase();

  it("a draft of before caps were asked for is not submitted without a ceiling, and names the cap", async () => {
    const { id: offerId, providerId } = await anOffer(database.db, {
      ...{ state: "draft", uses: null, refundPerAdmissionOre: 15_000 },
    });
    const actor = providerActor(providerId);
    const refusal = await refusalOf(submitOffer(testDeps(database.db), { actor, offerId }));
    expect(refusal.code).to.equal("unprocessable");
    expect(refusal.errors[0]).to.include({ path: "refund.capTotalOre", code: "no_ceiling" });
    expect((await findOffer(database.db, offerId))?.state).to.equal("draft");
  });

  it("the offer workflow goes from a draft through review to open, paused, open again and closed", async () => {
    const deps = testDeps(database.db);
    const { id: providerId } = await aProvider(database.db);
    const actor = providerActor(providerId);
    const template = await aTemplate(database.db, { providerId });
    const draft = await createOffer(deps, { actor, offer: body(template.id) });
    expect(draft).to.include({ state: "draft", allocated: 0, templateVersion: 1 });
    const offerId = draft.id;
    const states = [
      await submitOffer(deps, { actor, offerId }),
      await reviewOffer(deps, { actor: culture, offerId, decision: "returned", reason: "Alder?" }),
      await submitOffer(deps, { actor, offerId }),
      await reviewOffer(deps, { actor: culture, offerId, decision: "approved" }),
      await pauseOffer(deps, { actor, offerId }),
      await resumeOffer(deps, { actor, offerId }),
      await closeOffer(deps, { actor, offerId }),
    ].map(({ state }) => state);
    expect(states).to.deep.equal([
      "submitted",
      "returned",
      "submitted",
      "open",
      "paused",
      "open",
      "closed",
    ]);
    expect((await findOffer(database.db, offerId))?.state).to.equal("closed");
    const reviews = await database
      .db("reviews")
      .where({ offer_id: offerId })
      .orderBy("created_at")
      .select("decision", "reason", "reviewer");
    expect(reviews).to.deep.equal([
      { decision: "returned", reason: "Alder?", reviewer: "office" },
      { decision: "approved", reason: null, reviewer: "office" },
    ]);
    const trail = await database
      .db("audit_events")
      .where({ subject: offerId })
      .orderBy("id")
      .pluck<string[]>("action");
    expect(trail).to.deep.equal([
      "offer.created",
      "offer.submitted",
      "offer.returned",
      "offer.submitted",
      "offer.approved",
      "offer.paused",
      "offer.resumed",
      "offer.closed",
    ]);
  });

  it("submits the template as it looks at that moment", async () => {
    const { db } = database;
    const offer = await anOffer(db, { state: "draft" });
    await db("template_versions").insert({
      template_id: offer.templateId,
      version: 2,
      definition: {},
    });
    await db("templates").where({ id: offer.templateId }).update({ latest_version: 2 });
    const actor = providerActor(offer.providerId);
    const submitted = await submitOffer(testDeps(db), { actor, offerId: offer.id });
    expect(submitted.templateVersion).to.equal(2);
  });

  const moves = {
    submit: (offer: Offer) =>
      submitOffer(testDeps(database.db), {
        actor: providerActor(offer.providerId),
        offerId: offer.id,
      }),
    approve: (offer: Offer) =>
      reviewOffer(testDeps(database.db), {
        actor: culture,
        offerId: offer.id,
        decision: "approved",
      }),
    pause: (offer: Offer) =>
      pauseOffer(testDeps(database.db), {
        actor: providerActor(offer.providerId),
        offerId: offer.id,
      }),
    resume: (offer: Offer) =>
      resumeOffer(testDeps(database.db), {
        actor: providerActor(offer.providerId),
        offerId: offer.id,
      }),
    close: (offer: Offer) =>
      closeOffer(testDeps(database.db), {
        actor: providerActor(offer.providerId),
        offerId: offer.id,
      }),
  };
  for (const { move, state } of [
    { move: "submit", state: "open" },
    { move: "approve", state: "draft" },
    { move: "pause", state: "submitted" },
    { move: "resume", state: "closed" },
    { move: "close", state: "draft" },
  ] as const) {
    it(`the offer workflow refuses to ${move} one that is ${state}`, async () => {
      const offer = await anOffer(database.db, { state });
      expect((await refusalOf(moves[move](offer))).code).to.equal("illegal_state");
    });
  }

  it("the offer workflow cannot be submitted after its end, nor returned without a reason", async () => {
    const validity = { from: new Date("2026-01-01T00:00Z"), until: new Date("2026-12-31T23:00Z") };
    const over = await anOffer(database.db, { state: "draft", validity });
    expect((await refusalOf(moves.submit(over))).code).to.equal("unprocessable");
    const offer = await anOffer(database.db, { state: "submitted" });
    for (const reason of [undefined, " "]) {
      const refusal = await refusalOf(
        reviewOffer(testDeps(database.db), {
          actor: culture,
          offerId: offer.id,
          decision: "returned",
          reason,
        }),
      );
      expect(refusal.errors.map(({ path }) => path)).to.deep.equal(["reason"]);
    }
  });

  it("the offer workflow is reviewed by the culture office of the provider's municipality and by nobody else", async () => {
    const offer = await anOffer(database.db, { state: "submitted" });
    for (const { actor, code } of [
      { actor: { ...culture, municipalities: ["5026"] }, code: "not_found" },
      { actor: { role: "nav", id: "n", municipalities: ["5025"] }, code: "forbidden" },
      { actor: providerActor(offer.providerId), code: "forbidden" },
    ] satisfies { actor: Actor; code: string }[]) {
      const refusal = await refusalOf(
        reviewOffer(testDeps(database.db), { actor, offerId: offer.id, decision: "approved" }),
      );
      expect(refusal.code).to.equal(code);
    }
  });

  it("the offer workflow opens only for a provider that is approved, and pauses when it is suspended", async () => {
    const deps = testDeps(database.db);
    await aMunicipality(database.db);
    const invited = await inviteProvider(deps, {
      actor: culture,
      provider: {
        name: "Vidda rideklubb",
        organisationNumber: "313009076",
        municipality: "5025",
      },
    });
    expect(invited).to.include({ state: "invited", slug: "vidda-rideklubb" });
    const providerId = invited.id;
    const offer = await anOffer(database.db, { providerId, state: "submitted" });
    expect((await refusalOf(moves.approve(offer))).code).to.equal("illegal_state");

    await approveProvider(deps, { actor: culture, providerId });
    expect((await moves.approve(offer)).state).to.equal("open");

    await suspendProvider(deps, { actor: culture, providerId });
    expect((await findOffer(database.db, offer.id))?.state).to.equal("paused");
    expect((await refusalOf(moves.resume(offer))).code).to.equal("illegal_state");

    await approveProvider(deps, { actor: culture, providerId });
    expect((await moves.resume(offer)).state).to.equal("open");
  });

  /** Suspends providers while their offers are being approved; answers how many offers stay open. */
  async function suspendWhileApproving(db: Pool): Promise<number> {
    const providers: string[] = [];
    for (let round = 0; round < 10; round += 1) {
      const { id: providerId } = await aProvider(database.db);
      providers.push(providerId);
      const offers: Offer[] = [];
      for (let i = 0; i < 4; i += 1) {
        offers.push(await anOffer(database.db, { providerId, state: "submitted" }));
      }
      const outcomes = await Promise.allSettled([
        ...offers.map(({ id: offerId }) =>
          reviewOffer(testDeps(db), { actor: culture, offerId, decision: "approved" }),
        ),
        suspendProvider(testDeps(db), { actor: culture, providerId }),
      ]);
      const codes = outcomes.flatMap((each) =>
        each.status === "rejected" ? [(each.reason as { code: string }).code] : [],
      );
      expect(codes.filter((code) => code !== "illegal_state")).to.deep.equal([]);
    }
    const open = await database
      .db("offers")
      .whereIn("provider_id", providers)
      .where({ state: "open" })
      .pluck<string[]>("id");
    return open.length;
  }

  it("the offer workflow never leaves an open offer of a suspended provider, whatever is approved meanwhile", async () => {
    expect(await suspendWhileApproving(database.db)).to.equal(0);
  });

  it("the offer workflow leaves open offers of a suspended provider when its locks are off (negative control)", async () => {
    const unguarded = connectWithoutLocks(database.url);
    try {
      expect(await suspendWhileApproving(unguarded)).to.be.greaterThan(0);
    } finally {
      await unguarded.destroy();
    }
  });

  it("invites no provider twice, and none of another municipality", async () => {
    const deps = testDeps(database.db);
    await aMunicipality(database.db);
    const provider = {
      name: "Klatrehuset",
      organisationNumber: "313010074",
      municipality: "5025",
    };
    await inviteProvider(deps, { actor: culture, provider });
    for (const { again, code } of [
      { again: provider, code: "conflict" },
      { again: { ...provider, organisationNumber: "313011070" }, code: "conflict" },
      { again: { ...provider, municipality: "5026" }, code: "validation_failed" },
    ]) {
      const refusal = await refusalOf(inviteProvider(deps, { actor: culture, provider: again }));
      expect(refusal.code).to.equal(code);
    }
  });
});
