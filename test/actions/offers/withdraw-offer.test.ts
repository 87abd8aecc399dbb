import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { pauseOffer } from "../../../src/actions/offers/pause-offer.ts";
import { removeOffer } from "../../../src/actions/offers/remove-offer.ts";
import { resumeOffer } from "../../../src/actions/offers/resume-offer.ts";
import { reviewOffer } from "../../../src/actions/offers/review-offer.ts";
import { submitOffer } from "../../../src/actions/offers/submit-offer.ts";
import { withdrawOffer } from "../../../src/actions/offers/withdraw-offer.ts";
import type { Pool } from "../../../src/db/connect.ts";
import { findOffer } from "../../../src/db/offers/offers.ts";
import type { OfferState } from "../../../src/domain/offers/offer.ts";
import { anOffer, aProvider } from "../../support/builders.ts";
import { connectRewriting } from "../../support/connect-rewriting.ts";
import { useDatabase } from "../../support/database.ts";
import { testDeps } from "../../support/test-deps.ts";
import { withoutLock } from "../../support/without-locks.ts";

const culture: Actor = { role: "culture", id: "office", municipalities: ["5025"] };

describe("an offer that is taken back while somebody decides about it", () => {
  const database = useDatabase();

  /** How each of two fares that begin at the same moment, slow to commit, and what becomes of the offer. */
  async function atOnce(
    state: OfferState,
    rewrite: (sql: string) => string,
    pair: (db: Pool, offerId: string, provider: Actor) => Promise<unknown>[],
  ): Promise<{ outcomes: string[]; after: string }> {
    const db = connectRewriting(database.url, (sql) =>
      rewrite(sql).replace(/^COMMIT;/, "select pg_sleep(0.2); COMMIT;"),
    );
    try {
      const { id: providerId } = await aProvider(database.db);
      const offer = await anOffer(database.db, { providerId, state });
      const actor: Actor = { role: "provider", id: "key", providerId };
      const settled = await Promise.allSettled(pair(db, offer.id, actor));
      const outcomes = settled.map((each) =>
        each.status === "fulfilled" ? "done" : (each.reason as { code: string }).code,
      );
      return { outcomes, after: (await findOffer(database.db, offer.id))?.state ?? "gone" };
    } finally {
      await db.destroy();
    }
  }

  const withdrawnWhileApproved = (db: Pool, offerId: string, actor: Actor) => [
    withdrawOffer(testDeps(db), { actor, offerId }),
    reviewOffer(testDeps(db), { actor: culture, offerId, decision: "approved" }),
  ];
  const removedWhileSubmitted = (db: Pool, offerId: string, actor: Actor) => [
    removeOffer(testDeps(db), { actor, offerId }),
    submitOffer(testDeps(db), { actor, offerId }),
  ];

  it("an offer withdrawn during its review is either a draft again or open, and the other one is told", async () => {
    const both = await atOnce("submitted", (sql) => sql, withdrawnWhileApproved);
    expect(both.outcomes).to.have.members(["done", "illegal_state"]);
    expect(both.after).to.equal(both.outcomes[0] === "done" ? "draft" : "open");
  });

  it("an offer withdrawn during its review is refused by the database alone when the lock is off (negative control)", async () => {
    const both = await atOnce("submitted", withoutLock, withdrawnWhileApproved);
    expect(both.outcomes).to.have.members(["done", "23514"]);
  });

  const keptWhileResumed = (db: Pool, offerId: string, actor: Actor) => [
    pauseOffer(testDeps(db), { actor: culture, offerId, reason: "Vent litt." }),
    resumeOffer(testDeps(db), { actor, offerId }),
  ];

  it("an offer that the office pauses while its provider opens it stays paused", async () => {
    const both = await atOnce("paused", (sql) => sql, keptWhileResumed);
    expect(both.after).to.equal("paused");
    expect(both.outcomes[0]).to.equal("done");
  });

  it("an offer that the office pauses is opened by its provider when the lock is off (negative control)", async () => {
    const both = await atOnce("paused", withoutLock, keptWhileResumed);
    expect(both).to.deep.equal({ outcomes: ["done", "done"], after: "open" });
  });

  it("an offer withdrawn during its review is either gone or submitted, and the other one is told", async () => {
    const both = await atOnce("draft", (sql) => sql, removedWhileSubmitted);
    expect(both).to.be.deep.oneOf([
      { outcomes: ["done", "not_found"], after: "gone" },
      { outcomes: ["illegal_state", "done"], after: "submitted" },
    ]);
  });
});
