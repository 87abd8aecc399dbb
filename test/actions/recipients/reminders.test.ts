import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { markFetched } from "../../../src/db/passes/pass-fetches.ts";
import { markHandedOut } from "../../../src/db/passes/paper-tickets.ts";
import { notifyRecipient } from "../../../src/actions/recipients/notify-recipient.ts";
import { remindDue } from "../../../src/actions/recipients/remind-due.ts";
import { remindUnfetched } from "../../../src/actions/recipients/remind-unfetched.ts";
import { repeatToUnfetched } from "../../../src/actions/recipients/repeat-to-unfetched.ts";
import { updateRecipient } from "../../../src/actions/recipients/update-recipient.ts";
import type { Pool } from "../../../src/db/connect.ts";
import { languages } from "../../../src/domain/language.ts";
import { addDays, atInOslo, dayInOslo, endOfDay } from "../../../src/domain/period.ts";
import { afterQuietHours } from "../../../src/domain/recipients/quiet-hours.ts";
import { anOffer, aPass, aRecipient, testNow } from "../../support/builders.ts";
import { connectRewriting } from "../../support/connect-rewriting.ts";
import { useDatabase } from "../../support/database.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";
import { waitForLock } from "../../support/wait-for-lock.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

const actor: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
const today = dayInOslo(testNow);
const yesterday = atInOslo(addDays(today, -1), "12:00");
const tomorrow = endOfDay(addDays(today, 1));
let phones = 0;
const aPhone = () => `+47400${String(++phones).padStart(5, "0")}`;

describe("reminders of tickets that are not fetched", () => {
  const database = useDatabase({ max: 30 });
  let deps: TestDeps;

  beforeEach(async () => {
    deps = testDeps(database.db);
    await database.db("passes").whereNull("fetched_at").update({ fetched_at: testNow });
    await database.db("messages").where({ state: "owed" }).delete();
  });

  /** A child with a ticket that was announced yesterday and has to be fetched by tomorrow. */
  async function announced({ phone = aPhone(), at = yesterday, ...of }: Partial<Announced> = {}) {
    const offer = of.offer ?? (await anOffer(database.db, { title: { nb: "Kino" } }));
    const { id: recipientId } = await aRecipient(database.db, { phone });
    const ticket = { offer, recipientId, claimUntil: of.claimUntil ?? tomorrow };
    const { serialNumber } = await aPass(database.db, ticket);
    deps.clock.set(at);
    await notifyRecipient(deps, { recipientId });
    deps.clock.set(testNow);
    deps.sent.length = 0;
    return { offer, recipientId, serialNumber, phone };
  }
  interface Announced {
    offer: Awaited<ReturnType<typeof anOffer>>;
    phone: string;
    claimUntil: Date;
    at: Date;
  }

  /** Sends what is owed to the recipients. Returns the texts. */
  const sentTo = async (...recipientIds: string[]) => {
    for (const recipientId of recipientIds) await notifyRecipient(deps, { recipientId });
    return deps.sent.splice(0).map(({ to, text }) => ({ to, text }));
  };

  it("a reminder leaves the day before the deadline, once, with the link", async () => {
    const { recipientId, phone } = await announced();
    await remindDue(deps);
    const [message, ...others] = await sentTo(recipientId);
    expect(others).to.deep.equal([]);
    expect(message?.to).to.equal(phone);
    expect(message?.text).to.match(
      /^Husk billetten din: Kino\. .* Hent den her senest 16\. januar 2027: http\S+\/t\/\S+$/,
    );
    await remindDue(deps);
    deps.clock.set(new Date(testNow.getTime() + 3_600_000));
    await remindDue(deps);
    expect(await sentTo(recipientId)).to.deep.equal([]);
  });

  it("a reminder leaves the day before an event, with its time", async () => {
    const start = atInOslo(addDays(today, 1), "18:00");
    const event = { start, end: atInOslo(addDays(today, 1), "20:00") };
    const offer = await anOffer(database.db, { title: { nb: "Konsert" }, event });
    const { recipientId, serialNumber } = await announced({ offer });
    await database
      .db("passes")
      .where({ serial_number: serialNumber })
      .update({ claim_until: null });
    await remindDue(deps);
    const [message] = await sentTo(recipientId);
    expect(message?.text).to.match(/Konsert\. .*lør.* 16\. jan.* kl\. 18:00/i);
  });

  it("a reminder leaves the day before the first of several dates to come, and none before the others", async () => {
    const on = (days: number) => {
      const day = addDays(today, days);
      return { start: atInOslo(day, "18:00"), end: atInOslo(day, "20:00") };
    };
    const sessions = [on(-2), on(2), on(9)];
    const offer = await anOffer(database.db, { title: { nb: "Film" }, sessions });
    const { recipientId, serialNumber } = await announced({ offer });
    await database
      .db("passes")
      .where({ serial_number: serialNumber })
      .update({ claim_until: null });
    const remindedAfter = async (days: number) => {
      deps.clock.set(atInOslo(addDays(today, days), "12:00"));
      await remindDue(deps);
      return (await sentTo(recipientId)).length;
    };
    const days = [0, 1, 2, 8];
    const reminded: number[] = [];
    for (const day of days) reminded.push(await remindedAfter(day));
    expect(reminded).to.deep.equal([0, 1, 0, 0]);
  });

  const silent: [when: string, change: () => Promise<string>][] = [
    ["it was announced today", async () => (await announced({ at: testNow })).recipientId],
    [
      "the deadline is later",
      async () => (await announced({ claimUntil: endOfDay(addDays(today, 2)) })).recipientId,
    ],
    [
      "it is fetched",
      async () => {
        const { recipientId, serialNumber } = await announced();
        await database.db.transaction((trx) => markFetched(trx, [serialNumber], testNow));
        return recipientId;
      },
    ],
    [
      "it is handed out on paper",
      async () => {
        const { recipientId, serialNumber } = await announced();
        await database.db.transaction((trx) => markHandedOut(trx, [serialNumber], testNow));
        return recipientId;
      },
    ],
    ...(["print", "none"] as const).map((delivery): [string, () => Promise<string>] => [
      `the delivery is ${delivery}`,
      async () => {
        const { recipientId } = await announced();
        await updateRecipient(deps, { actor, recipientId, delivery });
        return recipientId;
      },
    ]),
    [
      "the address is protected",
      async () => {
        const { recipientId } = await announced();
        const protect = { delivery: "print", protectedAddress: true } as const;
        await updateRecipient(deps, { actor, recipientId, ...protect });
        return recipientId;
      },
    ],
  ];
  for (const [when, prepare] of silent) {
    it(`no reminder of a ticket leaves when ${when}`, async () => {
      const recipientId = await prepare();
      await remindDue(deps);
      expect(await sentTo(recipientId)).to.deep.equal([]);
    });
  }

  it("siblings with one phone get one reminder with both links, and one who has another phone by then gets none there", async () => {
    const phone = aPhone();
    const one = await announced({ phone });
    const other = await announced({ phone, offer: one.offer });
    await remindDue(deps);
    const both = await sentTo(one.recipientId, other.recipientId);
    expect(both.map(({ to }) => to)).to.deep.equal([phone]);
    expect(both[0]?.text).to.match(/^Husk billettene dine: 2 × Kino\. .*: http\S+ http\S+$/);

    const third = await announced({ phone });
    const fourth = await announced({ phone });
    await remindDue(deps);
    await updateRecipient(deps, { actor, recipientId: fourth.recipientId, phone: aPhone() });
    const told = await sentTo(third.recipientId, fourth.recipientId);
    expect(told.every(({ text }) => (text.match(/http/g) ?? []).length === 1)).to.equal(true);
    expect(told.filter(({ to }) => to === phone).length).to.be.at.most(1);
  });

  /** One of two households at a phone gets another phone while the reminder to both is being written. What is said? */
  async function changeDuringReminder(db: Pool) {
    const phone = aPhone();
    const reminded = [await announced({ phone }), await announced({ phone })];
    const [first = "", other = ""] = reminded.map(({ recipientId }) => recipientId).sort();
    await remindDue(deps);
    await database.db("claim_links").where({ recipient_id: other }).update({ revoked_at: testNow });
    let told: Promise<void> | undefined;
    await database.db.transaction(async (trx) => {
      const nested = { ...deps, db: trx as unknown as Pool };
      await updateRecipient(nested, { actor, recipientId: other, phone: aPhone() });
      told = notifyRecipient({ ...deps, db }, { recipientId: first });
      await Promise.race([told, waitForLock(database.owner)]);
    });
    await told;
    return deps.sent
      .splice(0)
      .filter(({ to }) => to === phone)[0]
      ?.text.match(/http/g);
  }

  it("an old contact never gets a new link of another household, also when it changes during a reminder", async () => {
    expect(await changeDuringReminder(database.db)).to.have.length(1);
  });

  it("an old contact gets another household's new link when it is not locked (negative control)", async () => {
    const unlocked = connectWithoutLocks(database.url);
    try {
      expect(await changeDuringReminder(unlocked)).to.have.length(2);
    } finally {
      await unlocked.destroy();
    }
  });

  it("a reminder waits from 20 to 8 o'clock in Oslo, also one that an officer asked for", async () => {
    const { recipientId } = await announced();
    for (const time of ["20:00", "23:59"]) {
      deps.clock.set(atInOslo(today, time));
      await remindDue(deps);
    }
    expect(await remindUnfetched(deps, { actor })).to.equal(1);
    expect(await sentTo(recipientId)).to.deep.equal([]);
    deps.clock.set(atInOslo(addDays(today, 1), "07:59"));
    expect(await sentTo(recipientId)).to.deep.equal([]);
    deps.clock.set(atInOslo(addDays(today, 1), "08:00"));
    expect(await sentTo(recipientId)).to.have.length(1);
  });

  it("a reminder that could not be sent by day is not tried again by night", async () => {
    const { recipientId } = await announced();
    deps.clock.set(atInOslo(today, "19:59"));
    await remindDue(deps);
    const { messages } = deps;
    deps.messages = { send: () => Promise.reject(new Error("away")) };
    expect(await sentTo(recipientId)).to.deep.equal([]);
    deps.messages = messages;
    deps.clock.set(atInOslo(today, "21:00"));
    expect(await sentTo(recipientId)).to.deep.equal([]);
    deps.clock.set(atInOslo(addDays(today, 1), "08:00"));
    expect(await sentTo(recipientId)).to.have.length(1);
  });

  it("quiet hours end at 8 o'clock in Oslo, also when the clocks change", () => {
    for (const [at, leaves] of [
      ["2027-01-15T07:59:00+01:00", "2027-01-15T08:00:00+01:00"],
      ["2027-01-15T08:00:00+01:00", "2027-01-15T08:00:00+01:00"],
      ["2027-01-15T19:59:59+01:00", "2027-01-15T19:59:59+01:00"],
      ["2027-01-15T20:00:00+01:00", "2027-01-16T08:00:00+01:00"],
      ["2027-03-27T22:00:00+01:00", "2027-03-28T08:00:00+02:00"],
      ["2027-10-30T22:00:00+02:00", "2027-10-31T08:00:00+01:00"],
    ] as const) {
      expect(afterQuietHours(new Date(at)), at).to.deep.equal(new Date(leaves));
    }
  });

  it("an officer reminds those who have not fetched an offer's ticket, at most once a day", async () => {
    const { offer, recipientId } = await announced({ claimUntil: endOfDay(addDays(today, 20)) });
    const elsewhere = await announced({ claimUntil: endOfDay(addDays(today, 20)) });
    expect(await remindUnfetched(deps, { actor, offerId: offer.id })).to.equal(1);
    expect(await remindUnfetched(deps, { actor, offerId: offer.id })).to.equal(0);
    expect(await sentTo(recipientId, elsewhere.recipientId)).to.have.length(1);
    deps.clock.set(new Date(testNow.getTime() + 25 * 3_600_000));
    expect(await remindUnfetched(deps, { actor, offerId: offer.id })).to.equal(1);
    const other: Actor = { ...actor, municipalities: ["5026"] };
    expect(await remindUnfetched(deps, { actor: other })).to.equal(0);
  });

  it("an officer reminds of no offer of another municipality, nor of a draft", async () => {
    const { offer } = await announced();
    const draft = await anOffer(database.db, { state: "draft" });
    const other: Actor = { ...actor, municipalities: ["5026"] };
    for (const asked of [
      { actor: other, offerId: offer.id },
      { actor, offerId: draft.id },
      { actor, offerId: "none" },
    ]) {
      expect((await refusalOf(remindUnfetched(deps, asked))).code).to.equal("not_found");
    }
    expect(await remindUnfetched(deps, { actor, offerId: offer.id })).to.equal(1);
  });

  it("a ticket that an officer reminded of today is not reminded of by its deadline within a day, nor the other way", async () => {
    const { recipientId } = await announced();
    expect(await remindUnfetched(deps, { actor })).to.equal(1);
    await remindDue(deps);
    expect(await sentTo(recipientId)).to.have.length(1);
    const { recipientId: other } = await announced();
    await remindDue(deps);
    expect(await remindUnfetched(deps, { actor })).to.equal(0);
    expect(await sentTo(other)).to.have.length(1);
  });

  it("the link goes once more to all who have not fetched a ticket, and not twice at a double click", async () => {
    const { recipientId } = await announced();
    const fetched = await announced();
    await database.db.transaction((trx) => markFetched(trx, [fetched.serialNumber], testNow));
    const repeat = () => repeatToUnfetched(deps, { actor });
    await Promise.all([repeat(), repeat()]);
    expect(await sentTo(recipientId, fetched.recipientId)).to.have.length(1);
  });

  for (const language of languages) {
    it(`a reminder in ${language} is worded for its reader`, async () => {
      const { recipientId } = await announced();
      await database.db("recipients").where({ id: recipientId }).update({ language });
      await remindDue(deps);
      const begin = { nb: "Husk ", nn: "Hugs ", en: "Remember ", sma: "Husk " }[language];
      expect((await sentTo(recipientId))[0]?.text.startsWith(begin)).to.equal(true);
    });
  }

  /** How many reminders of one ticket two workers write at once. */
  async function writtenAtOnce(db: Pool): Promise<number> {
    const { recipientId } = await announced();
    await Promise.allSettled([remindDue(testDeps(db)), remindDue(testDeps(db))]);
    return (await database.db("messages").where({ recipient_id: recipientId, reminds: true }))
      .length;
  }

  it("two workers at once write one reminder", async () => {
    for (let n = 0; n < 5; n += 1) expect(await writtenAtOnce(database.db)).to.equal(1);
  });

  it("two workers at once write two reminders when taken ones can be taken again (negative control)", async () => {
    const unguarded = connectRewriting(database.url, (sql) =>
      sql.replace("where reminders.kind = 'asked'", "where true or reminders.kind = 'asked'"),
    );
    try {
      let written = 1;
      for (let n = 0; n < 20 && written === 1; n += 1) written = await writtenAtOnce(unguarded);
      expect(written).to.equal(2);
    } finally {
      await unguarded.destroy();
    }
  });
});
