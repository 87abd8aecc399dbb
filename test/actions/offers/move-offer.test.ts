import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { updateOffer } from "../../../src/actions/offers/update-offer.ts";
import { sweepOwedWork } from "../../../src/actions/operations/sweep-owed-work.ts";
import { revokePass } from "../../../src/actions/passes/revoke-pass.ts";
import { notifyRecipient } from "../../../src/actions/recipients/notify-recipient.ts";
import { updateRecipient } from "../../../src/actions/recipients/update-recipient.ts";
import { findOffer } from "../../../src/db/offers/offers.ts";
import type { OfferChanges } from "../../../src/domain/offers/offer-input.ts";
import { eventAsText } from "../../../src/domain/offers/sessions.ts";
import type { EventTimes, Offer } from "../../../src/domain/offers/offer.ts";
import { anOffer, aPass, aRecipient, type BuiltRecipient } from "../../support/builders.ts";
import { changeApproved } from "../../support/approved-change.ts";
import { useDatabase } from "../../support/database.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";

const at = (text: string) => new Date(`${text}+01:00`);
const moved = { start: "2027-01-23T18:00:00+01:00", end: "2027-01-23T21:00:00+01:00" };

describe("moving an event", () => {
  const database = useDatabase();
  let deps: TestDeps;
  let offer: Offer;
  let recipient: BuiltRecipient;

  beforeEach(async () => {
    deps = testDeps(database.db);
    offer = await anOffer(database.db, {
      title: { nb: "Konsert", en: "Concert" },
      event: { start: at("2027-01-16T19:00"), end: at("2027-01-16T22:00") },
      validity: { from: at("2027-01-16T18:00"), until: at("2027-01-16T22:00") },
      place: { name: "Storstuggu", address: "Kirkegata 1, Røros" },
    });
    recipient = await aRecipient(database.db);
  });

  const change = (changes: OfferChanges) => {
    const actor: Actor = { role: "provider", id: "key", providerId: offer.providerId };
    return updateOffer(deps, { actor, offerId: offer.id, changes });
  };
  const told = async ({ id } = recipient) => {
    deps.sent.length = 0;
    await notifyRecipient(deps, { recipientId: id });
    return deps.sent.map(({ text }) => text.replace(/ http.*$/, ""));
  };
  const fetched = async () => {
    const fetchedAt = deps.clock.now();
    const pass = await aPass(database.db, { offer, recipientId: recipient.id, fetchedAt });
    await told();
    return pass;
  };
  const notified = () =>
    deps.enqueued.flatMap(({ name, payload }) => (name === "notify-recipient" ? [payload] : []));

  it("moving an event moves its validity and its tickets, and keeps when it was before", async () => {
    const { serialNumber } = await fetched();
    await change({ event: moved });
    const after = await findOffer(database.db, offer.id);
    expect(after?.validity).to.deep.equal({
      from: at("2027-01-23T17:00"),
      until: at("2027-01-23T21:00"),
    });
    expect(after?.movedAt).to.deep.equal(deps.clock.now());
    const row = await database.db("offers").where({ id: offer.id }).first<object>();
    expect(row).to.deep.include({
      moved_from_start: at("2027-01-16T19:00"),
      moved_from_place: null,
    });
    const pass = await database.db("passes").where({ serial_number: serialNumber }).first<object>();
    expect(pass).to.include({ version: 2, content_version: 2 });
  });

  it("moving an event tells those who know of their ticket, in their language and once", async () => {
    recipient = await aRecipient(database.db, { language: "en" });
    await aPass(database.db, { offer, recipientId: recipient.id });
    expect(await told()).to.have.length(1);
    await change({ event: moved });
    expect(notified()).to.deep.equal([{ recipientId: recipient.id }]);
    expect(await told()).to.deep.equal([
      "Changed: Concert. Time: Sat 23 Jan at 18:00–21:00. Place: Storstuggu, Kirkegata 1, Røros. Valid as before:",
    ]);
    expect(await told()).to.deep.equal([]);
  });

  it("another place is told like another time", async () => {
    await fetched();
    await change({ place: { name: "Verket", address: "Malmplassen 2" } });
    expect((await told())[0]).to.contain("Sted: Verket, Malmplassen 2.");
  });

  it("doors that open later are told with the start as it stays", async () => {
    await fetched();
    const { start, end } = offer.event as EventTimes;
    const doors = at("2027-01-16T18:30").toISOString();
    await change({ event: { doors, start: start.toISOString(), end: end.toISOString() } });
    expect((await told())[0]).to.contain(
      "Tid: lør. 16. jan. kl. 19:00–22:00 (dørene åpner kl. 18:30).",
    );
    expect(await database.db("offers").where({ id: offer.id }).first<object>()).to.include({
      moved_from_start: null,
      moved_from_end: null,
    });
  });

  it("dates that are called off and moved are told together, and the validity follows", async () => {
    const dates = [20, 21, 22].map((day) => ({
      start: at(`2027-01-${day}T17:00`),
      end: at(`2027-01-${day}T18:00`),
    }));
    const [first, , third] = dates.map(eventAsText);
    offer = await anOffer(database.db, {
      title: { nb: "Kurs" },
      sessions: dates,
      validity: { from: at("2027-01-20T17:00"), until: at("2027-01-22T18:00") },
      uses: null,
    });
    await fetched();
    if (!first || !third) throw new Error("no dates");
    await change({ sessions: [first, third] });
    const later = { start: "2027-01-25T16:00:00.000Z", end: "2027-01-25T17:00:00.000Z" };
    await change({ sessions: [first, later] });
    expect(await told()).to.deep.equal([
      "Endret: Kurs. Faller bort: torsdag 21. januar 2027 kl. 17:00–18:00, fredag 22. januar 2027 kl. 17:00–18:00. " +
        "Ny tid: mandag 25. januar 2027 kl. 17:00–18:00. Billetten din gjelder ellers som før:",
    ]);
    const after = await findOffer(database.db, offer.id);
    expect(after?.validity.until.toISOString()).to.equal(later.end);
    await change({ sessions: [first, later, third] });
    expect(await told()).to.deep.equal([]);
  });

  it("shorter opening hours are told once, longer ones show on the tickets alone", async () => {
    offer = await anOffer(database.db, {
      title: { nb: "Museum" },
      validity: { from: at("2027-01-01T00:00"), until: at("2027-02-01T00:00") },
    });
    const { serialNumber } = await fetched();
    const hours = (closes: string) => ({
      hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], opens: "10:00", closes }],
    });
    await change(hours("16:00"));
    expect(await told()).to.deep.equal([
      "Endret: Museum. Åpent kl. 10:00–16:00. Billetten din gjelder ellers som før:",
    ]);
    const stored = () => database.db("offers").where({ id: offer.id }).first<object>();
    expect(await stored()).to.deep.include({ moved_from_hours: [] });
    await change(hours("15:00"));
    expect(await stored()).to.deep.include({ moved_from_hours: hours("16:00").hours });
    expect(await told()).to.have.length(1);
    deps.clock.set(new Date(deps.clock.now().getTime() + 25 * 3_600_000));
    await change(hours("20:00"));
    await change({ hours: null });
    expect(await told()).to.deep.equal([]);
    const pass = await database.db("passes").where({ serial_number: serialNumber }).first<object>();
    expect(pass).to.include({ version: 5 });
  });

  it("opening hours that go back after a slip are told, and those of before are told beside a new place", async () => {
    const open = (closes: string) => [{ weekdays: [1, 2, 3, 4, 5, 6, 7], opens: "10:00", closes }];
    offer = await anOffer(database.db, {
      title: { nb: "Museum" },
      validity: { from: at("2027-01-01T00:00"), until: at("2027-02-01T00:00") },
      hours: open("18:00"),
      place: { name: "Storstuggu", address: "Kirkegata 1, Røros" },
    });
    await fetched();
    await change({ hours: open("12:00") });
    await change({ place: { name: "Smelthytta", address: "Malmplassen" } });
    const [both] = await told();
    expect(both).to.contain("Åpent kl. 10:00–12:00").and.contain("Sted: Smelthytta");
    await change({ hours: open("18:00") });
    const [back] = await told();
    expect(back).to.contain("Åpent kl. 10:00–18:00");
  });

  it("hours that leave no opening of the validity are refused", async () => {
    offer = await anOffer(database.db, {
      validity: { from: at("2027-01-04T00:00"), until: at("2027-01-17T00:00") },
    });
    // The test's now is a Friday; the one Saturday is left, and Mondays are over.
    const on = (weekday: number) => ({
      hours: [{ weekdays: [weekday], opens: "10:00", closes: "18:00" }],
    });
    const refusal = await refusalOf(change(on(1)));
    expect([refusal.code, refusal.errors[0]?.path]).to.deep.equal(["illegal_state", "hours"]);
    expect(await change(on(6))).to.include({ outcome: "updated" });
  });

  it("a second move before the message has left makes it one message, of the last time", async () => {
    await fetched();
    await change({ event: moved });
    await change({ event: { ...moved, start: "2027-01-23T17:00:00+01:00" } });
    const texts = await told();
    expect(texts).to.have.length(1);
    expect(texts[0]).to.contain("lør. 23. jan. kl. 17:00–21:00");
  });

  it("a second move while the first one's message is on its way is told by a message of its own", async () => {
    await fetched();
    await change({ event: moved });
    const send: TestDeps["messages"]["send"] = async (message) => {
      await change({ event: { ...moved, start: "2027-01-23T17:00:00+01:00" } });
      return deps.messages.send(message);
    };
    await notifyRecipient({ ...deps, messages: { send } }, { recipientId: recipient.id });
    expect(deps.sent.at(-1)?.text).to.contain("kl. 18:00–21:00");
    const texts = await told();
    expect(texts).to.have.length(1);
    expect(texts[0]).to.contain("kl. 17:00–21:00");
    expect(await told()).to.deep.equal([]);
  });

  it("moving an event tells nobody who never knew of the ticket, nor one whose ticket is gone", async () => {
    await aPass(database.db, { offer, recipientId: (await aRecipient(database.db)).id });
    const { serialNumber } = await fetched();
    await change({ event: moved });
    expect(notified()).to.deep.equal([{ recipientId: recipient.id }]);
    const actor: Actor = { role: "nav", id: "nora", municipalities: [recipient.municipality] };
    await revokePass(deps, { actor, serialNumber, reason: "Feil barn" });
    expect(await told()).to.deep.equal([]);
  });

  for (const delivery of ["print", "none"] as const) {
    it(`moving an event sends no message where delivery is ${delivery}`, async () => {
      recipient = await aRecipient(database.db, { delivery, protectedAddress: true });
      await fetched();
      await change({ event: moved });
      expect(await told()).to.deep.equal([]);
    });
  }

  it("the message of a move is owed until it has left, also by another way when that was changed", async () => {
    await fetched();
    await change({ event: moved });
    deps.enqueued.length = 0;
    await sweepOwedWork(deps);
    expect(notified()).to.deep.include({ recipientId: recipient.id });
    await updateRecipient(deps, {
      actor: { role: "nav", id: "nora", municipalities: [recipient.municipality] },
      reference: recipient.reference,
      delivery: "email",
      email: "ung@example.no",
    });
    // Beside it the new link, which the new address is sent.
    expect(await told()).to.have.length(2);
    expect(deps.sent.map(({ channel }) => channel)).to.deep.equal(["email", "email"]);
    expect(deps.sent.map(({ subject }) => subject)).to.include("Endret: Konsert");
  });

  it("other texts and more tickets are no move", async () => {
    await fetched();
    await changeApproved(deps, offer, { title: { nb: "Julekonsert" }, quota: 120 });
    expect((await findOffer(database.db, offer.id))?.movedAt).to.equal(undefined);
    expect(await told()).to.deep.equal([]);
  });

  it("the tickets of an event keep their validity unless the event moves", async () => {
    const refusal = await refusalOf(change({ validUntil: "2027-02-01" }));
    expect(refusal.errors).to.deep.equal([
      { path: "validUntil", code: "frozen", message: "can only change together with the event" },
    ]);
  });

  for (const [what, changes, path] of [
    ["into the past", { event: { ...moved, start: "2027-01-14T18:00:00+01:00" } }, "event.start"],
    ["to no time at all", { event: null }, "event"],
  ] as const) {
    it(`illegal_state for an event that is moved ${what}, and nothing changes`, async () => {
      const before = await findOffer(database.db, offer.id);
      const refusal = await refusalOf(change(changes));
      expect(refusal.code).to.equal("illegal_state");
      expect(refusal.errors.map((error) => error.path)).to.include(path);
      expect(await findOffer(database.db, offer.id)).to.deep.equal(before);
    });
  }

  it("illegal_state for an event that is over, whose tickets have ended", async () => {
    deps.clock.set(at("2027-01-16T22:00"));
    expect((await refusalOf(change({ event: moved }))).code).to.equal("illegal_state");
  });

  it("an offer without an event gets none once approved", async () => {
    offer = await anOffer(database.db);
    const refusal = await refusalOf(change({ event: moved }));
    expect(refusal.errors).to.deep.include({
      path: "event",
      code: "frozen",
      message: "cannot change once approved",
    });
  });

  it("the database keeps one owed message of a move for each recipient", async () => {
    await fetched();
    await change({ event: moved });
    const again = database.db("messages").insert({
      recipient_id: recipient.id,
      channel: "sms",
      moved_offer_id: offer.id,
    });
    expect(
      await again.then(
        () => "kept twice",
        (fault: unknown) => (fault as { code: string }).code,
      ),
    ).to.equal("23505");
  });
});
