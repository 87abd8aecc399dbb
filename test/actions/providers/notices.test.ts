import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { closeOffer } from "../../../src/actions/offers/close-offer.ts";
import { pauseOffer } from "../../../src/actions/offers/pause-offer.ts";
import { reviewOffer } from "../../../src/actions/offers/review-offer.ts";
import { sweepOwedWork } from "../../../src/actions/operations/sweep-owed-work.ts";
import { approveProvider } from "../../../src/actions/providers/approve-provider.ts";
import { sendNotices } from "../../../src/actions/providers/send-notices.ts";
import { updateNotices } from "../../../src/actions/providers/update-notices.ts";
import { suspendProvider } from "../../../src/actions/providers/suspend-provider.ts";
import { insertProviderUser } from "../../../src/db/providers/provider-users.ts";
import type { MailLanguage } from "../../../src/domain/providers/provider-user.ts";
import type { OfferState } from "../../../src/domain/offers/offer.ts";
import { changeApproved, proposeChange } from "../../support/approved-change.ts";
import { anOffer, testKeyRing } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";

const office: Actor = { role: "culture", id: "office", municipalities: ["5025"] };

describe("e-mails to a provider about its offers", () => {
  const database = useDatabase();
  let deps: TestDeps;

  beforeEach(() => {
    deps = testDeps(database.db);
  });

  async function offered(state: OfferState, language: MailLanguage = "nb") {
    const offer = await anOffer(database.db, { state, title: { nb: "Bassengkveld" }, quota: 3 });
    const user = { providerId: offer.providerId, role: "owner", email: "kari@bad.no" } as const;
    const userId = await database.db.transaction((trx) =>
      insertProviderUser(trx, testKeyRing, { ...user, language }),
    );
    if (userId === undefined) throw new Error("no user");
    return { offer, userId };
  }
  const told = async (userId: string, at = deps) => {
    deps.sent.length = 0;
    await sendNotices(at, { userId });
    return deps.sent.map(({ subject, text }) => ({ subject, text }));
  };
  const setAllocated = (id: string, allocated: number) =>
    database.db("offers").where({ id }).update({ allocated });

  it("a provider is told once that its offer was approved, with the way to it and out of such e-mails", async () => {
    const { offer, userId } = await offered("submitted");
    await reviewOffer(deps, { actor: office, offerId: offer.id, decision: "approved" });
    const [mail, ...more] = await told(userId);
    expect(more).to.deep.equal([]);
    expect(mail?.subject).to.equal("Godkjent: Bassengkveld");
    expect(mail?.text)
      .to.contain(`/provider/offers/${offer.id}`)
      .and.to.match(/\/unsubscribe\/user\//);
    expect(await told(userId)).to.deep.equal([]);
  });

  it("a provider is told in Nynorsk what to correct, also when it wants no e-mails", async () => {
    const { offer, userId } = await offered("submitted", "nn");
    const actor: Actor = { role: "provider", id: userId, providerId: offer.providerId };
    await updateNotices(deps, { actor, wantsNotices: false });
    const decision = { decision: "returned", reason: "Skriv når det slutter." } as const;
    await reviewOffer(deps, { actor: office, offerId: offer.id, ...decision });
    const [mail] = await told(userId);
    expect(mail?.subject).to.equal("Må rettast: Bassengkveld");
    expect(mail?.text).to.contain("Dei skriv: Skriv når det slutter.");
    expect(mail?.text).to.not.contain("/unsubscribe/");
  });

  it("a provider is told once of the decision on a change, with the reason of a return", async () => {
    const { offer, userId } = await offered("open");
    await proposeChange(deps, offer, { title: { nb: "Vannkveld" } });
    const returned = { decision: "returned", reason: "Hva er nytt?" } as const;
    await reviewOffer(deps, { actor: office, offerId: offer.id, ...returned });
    const [mail, ...more] = await told(userId);
    expect(more).to.deep.equal([]);
    expect(mail?.subject).to.equal("Endringen må rettes: Bassengkveld");
    expect(mail?.text).to.contain("De skriver: Hva er nytt?");
    await changeApproved(deps, offer, { title: { nb: "Vannkveld" } });
    expect((await told(userId)).map(({ subject }) => subject)).to.deep.equal([
      "Endringen er godkjent: Vannkveld",
    ]);
    expect(await told(userId)).to.deep.equal([]);
  });

  it("a provider is told of each return of a change with its own reason, also after later decisions", async () => {
    const { offer, userId } = await offered("open");
    for (const reason of ["Hva er nytt?", "Hvor er det?"]) {
      await proposeChange(deps, offer, { title: { nb: reason } });
      await reviewOffer(deps, { actor: office, offerId: offer.id, decision: "returned", reason });
    }
    await changeApproved(deps, offer, { title: { nb: "Vannkveld" } });
    const returned = (await told(userId)).filter(({ subject }) => subject.includes("rettes"));
    expect(returned.map(({ text }) => /De skriver: (.*)/.exec(text)?.[1])).to.have.members([
      "Hva er nytt?",
      "Hvor er det?",
    ]);
  });

  it("a provider that wants no e-mails gets none of an approval", async () => {
    const { offer, userId } = await offered("submitted");
    const actor: Actor = { role: "provider", id: userId, providerId: offer.providerId };
    await updateNotices(deps, { actor, wantsNotices: false });
    await reviewOffer(deps, { actor: office, offerId: offer.id, decision: "approved" });
    expect(await told(userId)).to.deep.equal([]);
  });

  it("a provider that turns e-mails off is told nothing more that was owed, but what it must know", async () => {
    const { offer, userId } = await offered("submitted");
    await reviewOffer(deps, { actor: office, offerId: offer.id, decision: "approved" });
    await pauseOffer(deps, { actor: office, offerId: offer.id });
    const actor: Actor = { role: "provider", id: userId, providerId: offer.providerId };
    await updateNotices(deps, { actor, wantsNotices: false });
    expect((await told(userId)).map(({ subject }) => subject)).to.deep.equal([
      "På pause: Bassengkveld",
    ]);
    await updateNotices(deps, { actor, wantsNotices: true });
    expect(await told(userId)).to.deep.equal([]);
  });

  it("a provider is told why the office pauses, keeps a pause of its own, and closes, also when it wants no e-mails", async () => {
    const { offer, userId } = await offered("open");
    const actor: Actor = { role: "provider", id: userId, providerId: offer.providerId };
    await updateNotices(deps, { actor, wantsNotices: false });
    await pauseOffer(deps, { actor, offerId: offer.id });
    expect(await told(userId)).to.deep.equal([]);
    await pauseOffer(deps, { actor: office, offerId: offer.id, reason: "Vannet er kaldt." });
    const [paused, ...more] = await told(userId);
    expect(more).to.deep.equal([]);
    expect(paused?.subject).to.equal("På pause: Bassengkveld");
    expect(paused?.text).to.contain("De skriver: Vannet er kaldt.");
    await closeOffer(deps, { actor: office, offerId: offer.id, reason: "Bassenget er stengt." });
    const [closed] = await told(userId);
    expect(closed?.subject).to.equal("Stengt: Bassengkveld");
    expect(closed?.text).to.contain("De skriver: Bassenget er stengt.");
  });

  it("a provider is told when the office pauses an offer, and not of its own pause", async () => {
    const { offer, userId } = await offered("open");
    await pauseOffer(deps, { actor: office, offerId: offer.id });
    expect((await told(userId)).map(({ subject }) => subject)).to.deep.equal([
      "På pause: Bassengkveld",
    ]);
    const own = await offered("open");
    const actor: Actor = { role: "provider", id: "key", providerId: own.offer.providerId };
    await pauseOffer(deps, { actor, offerId: own.offer.id });
    expect(await told(own.userId)).to.deep.equal([]);
  });

  it("a provider is told that it was suspended, and that it is approved again", async () => {
    const { offer, userId } = await offered("open");
    await suspendProvider(deps, { actor: office, providerId: offer.providerId });
    expect((await told(userId))[0]?.subject).to.match(/er stanset$/);
    await approveProvider(deps, { actor: office, providerId: offer.providerId });
    const [again, ...more] = await told(userId);
    expect(more).to.deep.equal([]);
    expect(again?.subject).to.match(/er godkjent igjen$/);
    expect(again?.text).to.contain("fortsatt på pause");
  });

  it("a provider is told once that all tickets of an offer are given, however often one comes back", async () => {
    const { offer, userId } = await offered("open");
    for (const allocated of [2, 3, 2, 3]) await setAllocated(offer.id, allocated);
    expect((await told(userId)).map(({ subject }) => subject)).to.deep.equal([
      "Alle er delt ut: Bassengkveld",
    ]);
    for (const allocated of [2, 3]) await setAllocated(offer.id, allocated);
    expect(await told(userId)).to.deep.equal([]);
  });

  it("a provider is told once of a month's settlement with a refund, of however many lines", async () => {
    const { offer, userId } = await offered("open");
    const other = await anOffer(database.db, { providerId: offer.providerId });
    const statement = { provider_id: offer.providerId, month: "2026-12" };
    await database.db("settlement_statements").insert({ ...statement, stated_at: new Date() });
    for (const { id } of [offer, other]) {
      await database.db("settlement_statement_lines").insert({
        ...statement,
        used_in: "2026-12",
        offer_id: id,
        municipality_number: "5025",
        uses: 7,
        admissions: 9,
        refund_per_admission_ore: 9000,
        refund_ore: 81_000,
      });
    }
    expect((await told(userId)).map(({ subject }) => subject)).to.deep.equal([
      "Oppgjør for desember 2026",
    ]);
  });

  it("a notice is owed by its row until it has left, tried with pauses, and given up after a day and a half", async () => {
    const { offer, userId } = await offered("submitted");
    await reviewOffer(deps, { actor: office, offerId: offer.id, decision: "approved" });
    await sweepOwedWork(deps);
    expect(deps.enqueued).to.deep.include({ name: "send-notices", payload: { userId } });
    const failing = { ...deps, messages: { send: () => Promise.reject(new Error("down")) } };
    const started = deps.clock.now().getTime();
    await told(userId, failing);
    expect(await told(userId)).to.deep.equal([]);
    deps.clock.set(new Date(started + 4 * 60_000));
    const later = await told(userId);
    expect(later).to.have.length(1);

    const second = await offered("submitted");
    await reviewOffer(deps, { actor: office, offerId: second.offer.id, decision: "approved" });
    for (let attempt = 1; attempt <= 12; attempt += 1) {
      await told(second.userId, failing);
      deps.clock.set(new Date(deps.clock.now().getTime() + 4 * 3_600_000));
    }
    expect(await told(second.userId)).to.deep.equal([]);
    const row = await database
      .db("provider_notices")
      .where({ user_id: second.userId })
      .first<{ state: string }>("state");
    expect(row.state).to.equal("failed");
  });

  it("a removed user is told nothing", async () => {
    const { offer, userId } = await offered("submitted");
    await reviewOffer(deps, { actor: office, offerId: offer.id, decision: "approved" });
    await database.db("provider_users").where({ id: userId }).delete();
    expect(await told(userId)).to.deep.equal([]);
  });
});
