import { expect } from "chai";
import { pushApple } from "../../../src/actions/apple/push-apple.ts";
import { postponePushes } from "../../../src/db/apple/push-leases.ts";
import { useApns } from "../../support/apns.ts";
import { anOffer, aPass } from "../../support/builders.ts";
import { connectRewriting } from "../../support/connect-rewriting.ts";
import { useDatabase } from "../../support/database.ts";
import { aDevice, aPushToken } from "../../support/phone-calls.ts";
import { databaseTime } from "../../support/hold-clock.ts";
import {
  owedTickets,
  pushAll,
  pushesSince,
  pushingDeps,
  revoke as revokeTickets,
  reword as rewordTickets,
  use as useTicket,
} from "../../support/pushing.ts";
import { aPhone } from "../../support/registered-phone.ts";

const second = 1_000;
const minute = 60 * second;

describe("pushing to iPhones", () => {
  const database = useDatabase();
  const apns = useApns();
  let pushes: () => string[];
  let deps: ReturnType<typeof pushingDeps>;

  beforeEach(async () => {
    await database.owner.raw("truncate passes, devices, push_stops, push_counts cascade");
    pushes = pushesSince(apns);
    deps = pushingDeps(database.db, apns.client());
  });

  // The clock is set anew after each change: on a busy machine that is long after the test began.
  const revoke = async (...asked: Parameters<typeof revokeTickets>) => {
    await revokeTickets(...asked);
    deps.catchUp();
  };
  const reword = async (...asked: Parameters<typeof rewordTickets>) => {
    await rewordTickets(...asked);
    deps.catchUp();
  };
  const use = async (...asked: Parameters<typeof useTicket>) => {
    await useTicket(...asked);
    deps.catchUp();
  };

  const someTickets = async (count: number, uses = 10) => {
    const offer = await anOffer(database.db, { quota: count, uses });
    const made = Array.from({ length: count }, () => aPass(database.db, { offer }));
    return (await Promise.all(made)).map(({ serialNumber }) => serialNumber);
  };
  const aTicket = async () => (await someTickets(1))[0] as string;
  const devices = () => database.db("devices").select("*").orderBy("device_library_identifier");
  const pushAfter = async (pushToken: string) => {
    const row = await database
      .db("devices")
      .where({ push_token: pushToken })
      .first<{ urgent_push_after: Date }>("urgent_push_after");
    return row.urgent_push_after.getTime();
  };
  const counted = async () => {
    const rows = await database
      .db("push_counts")
      .select<{ result: string; count: number }[]>("result", "count");
    return Object.fromEntries(rows.map(({ result, count }) => [result, count]));
  };

  it("push-apple tells a phone once of all its tickets that changed, and then owes nothing", async () => {
    const tickets = await someTickets(10);
    const { pushToken } = await aPhone(database.db, tickets);
    await revoke(database.db, tickets);
    await pushAll(deps);
    expect(pushes()).to.deep.equal([pushToken]);
    expect(await owedTickets(database.db)).to.deep.equal([]);
    await pushAll(deps);
    expect(pushes()).to.deep.equal([]);
    expect(await counted()).to.deep.equal({ sent: 1 });
  });

  it("owes nothing for a ticket that no phone holds", async () => {
    await revoke(database.db, [await aTicket()]);
    await pushAll(deps);
    expect(pushes()).to.deep.equal([]);
    expect(await owedTickets(database.db)).to.deep.equal([]);
  });

  it("push-apple has each of a family's phones told of a ticket that they share", async () => {
    const ticket = await aTicket();
    const phones = [await aPhone(database.db, [ticket]), await aPhone(database.db, [ticket])];
    await revoke(database.db, [ticket]);
    await pushAll(deps);
    expect(pushes()).to.have.members(phones.map(({ pushToken }) => pushToken));
  });

  it("apple 40: pushes once to each token, though three hundred devices registered for one ticket", async () => {
    const ticket = await aTicket();
    const tokens = Array.from({ length: 100 }, aPushToken);
    for (const pushToken of [...tokens, ...tokens, ...tokens]) {
      await aPhone(database.db, [ticket], { pushToken });
    }
    await revoke(database.db, [ticket]);
    await pushAll(deps);
    expect(pushes().sort()).to.deep.equal(tokens.sort());
    expect(await owedTickets(database.db)).to.deep.equal([]);
  });

  it("apple 23: pushes to the token that the phone has now", async () => {
    const ticket = await aTicket();
    const { device } = await aPhone(database.db, [ticket]);
    const { pushToken } = await aPhone(database.db, [ticket], { device });
    await revoke(database.db, [ticket]);
    await pushAll(deps);
    expect(pushes()).to.deep.equal([pushToken]);
  });

  it("apple 23: pushes to the new token at once, though Apple put the old one off", async () => {
    const ticket = await aTicket();
    const { device, pushToken } = await aPhone(database.db, [ticket]);
    apns.service.behave(pushToken, {
      status: 429,
      reason: "TooManyRequests",
      retryAfterSeconds: 600,
    });
    await revoke(database.db, [ticket]);
    await pushAll(deps);
    const renewed = await aPhone(database.db, [ticket], { device });
    await pushAll(deps);
    expect(pushes()).to.deep.equal([pushToken, renewed.pushToken]);
    expect(await owedTickets(database.db)).to.deep.equal([]);
  });

  describe("apple 44: of dead tokens", () => {
    const dead = [
      { status: 410, reason: "Unregistered", timestamp: true },
      { status: 410, reason: "ExpiredToken", timestamp: true },
      { status: 400, reason: "BadDeviceToken" },
      { status: 400, reason: "DeviceTokenNotForTopic" },
    ];
    for (const { timestamp, ...answer } of dead) {
      it(`${answer.reason} drops the phone, and the others are told`, async () => {
        const tickets = await someTickets(3);
        const gone = await aPhone(database.db, tickets, { at: new Date(databaseTime() - minute) });
        const others = await Promise.all(tickets.map((ticket) => aPhone(database.db, [ticket])));
        apns.service.behave(gone.pushToken, {
          ...answer,
          ...(timestamp && { timestamp: new Date(databaseTime() - second) }),
        });
        await revoke(database.db, tickets);
        await pushAll(deps);
        expect(pushes()).to.have.members([gone, ...others].map(({ pushToken }) => pushToken));
        expect(
          (await devices()).map((row: { push_token: string }) => row.push_token),
        ).to.have.members(others.map(({ pushToken }) => pushToken));
        expect(await owedTickets(database.db)).to.deep.equal([]);
        expect(await counted()).to.deep.equal({ sent: 3, token_dead: 1 });
      });
    }

    it("410 keeps a phone that registered since the token died, and tries again", async () => {
      const ticket = await aTicket();
      const { pushToken } = await aPhone(database.db, [ticket]);
      const timestamp = new Date(databaseTime() - 10 * minute);
      apns.service.behave(pushToken, { status: 410, reason: "Unregistered", timestamp });
      await revoke(database.db, [ticket]);
      await pushAll(deps);
      expect(await devices()).to.have.length(1);
      apns.service.behave(pushToken, undefined);
      deps.after(2 * second);
      await pushAll(deps);
      expect(pushes()).to.deep.equal([pushToken, pushToken]);
      expect(await owedTickets(database.db)).to.deep.equal([]);
    });

    it("BadDeviceToken keeps a phone that registered while it was pushed", async () => {
      const ticket = await aTicket();
      const { pushToken } = await aPhone(database.db, [ticket], {
        at: new Date(databaseTime() + minute),
      });
      apns.service.behave(pushToken, { status: 400, reason: "BadDeviceToken" });
      await revoke(database.db, [ticket]);
      await pushAll(deps);
      expect(await devices()).to.have.length(1);
      expect(await owedTickets(database.db)).to.deep.equal([ticket]);
    });
  });

  describe("apple 45: of what Apple puts off", () => {
    const answers = [
      { status: 429, reason: "TooManyRequests" },
      { status: 500, reason: "InternalServerError" },
      { status: 503, reason: "ServiceUnavailable" },
      { status: 400, reason: "SomethingNew" },
    ];
    const schedule = [1, 2, 4, 8, 16, 30, 30, 30];
    for (const [index, answer] of answers.entries()) {
      const expected = index === 0 ? schedule : schedule.slice(0, 4);
      it(`${answer.status} ${answer.reason} is asked ever more seldom, and no other phone waits`, async () => {
        const tickets = await someTickets(2);
        const [slow, other] = [
          await aPhone(database.db, tickets.slice(0, 1)),
          await aPhone(database.db, tickets.slice(1)),
        ];
        apns.service.behave(slow.pushToken, answer);
        await revoke(database.db, tickets);
        await pushAll(deps);
        expect(pushes()).to.have.members([slow.pushToken, other.pushToken]);
        const pauses: number[] = [];
        for (let pause = 0; pause < expected.length; pause++) {
          const before = deps.clock.now().getTime();
          const until = await pushAfter(slow.pushToken);
          pauses.push((until - before) / second);
          deps.clock.set(new Date(until - 1));
          await pushApple(deps, { kind: "revocation" });
          expect(pushes()).to.deep.equal([]);
          deps.clock.set(new Date(until));
          await pushApple(deps, { kind: "revocation" });
          expect(pushes()).to.deep.equal([slow.pushToken]);
        }
        expect(pauses).to.deep.equal(expected);
        apns.service.behave(slow.pushToken, undefined);
        deps.after(4 * 3_600 * second);
        await pushAll(deps);
        expect(pushes()).to.deep.equal([slow.pushToken]);
        expect(await owedTickets(database.db)).to.deep.equal([]);
      });
    }

    it("push-apple sends a revocation within a minute of APNs' recovery, after an hour of routine changes that it refused", async () => {
      const ticket = await aTicket();
      const { pushToken } = await aPhone(database.db, [ticket]);
      apns.service.behave(pushToken, { status: 503, reason: "ServiceUnavailable" });
      await reword(database.db, [ticket]);
      for (let minutes = 1; minutes <= 60; minutes++) {
        deps.after(minutes * minute);
        await pushAll(deps);
      }
      apns.service.behave(pushToken, undefined);
      pushes();
      await revoke(database.db, [ticket]);
      deps.after(61 * minute);
      await pushAll(deps);
      expect(pushes()).to.deep.equal([pushToken]);
    });

    it("push-apple counts attempts that overlap as one", async () => {
      const ticket = await aTicket();
      const { pushToken } = await aPhone(database.db, [ticket]);
      await reword(database.db, [ticket]);
      const now = deps.clock.now();
      const later = new Date(now.getTime() + second);
      const told = { pushToken, change: 1, until: { urgent: later, routine: later } };
      const postpone = (askedAt: Date) =>
        database.db.transaction((trx) => postponePushes(trx, [told], askedAt));
      for (let push = 0; push < 10; push++) await postpone(now);
      expect(await devices()).to.have.nested.property("[0].push_attempts", 1);
      await postpone(later);
      expect(await devices()).to.have.nested.property("[0].push_attempts", 2);
    });

    it("push-apple waits as long as Apple says", async () => {
      const ticket = await aTicket();
      const { pushToken } = await aPhone(database.db, [ticket]);
      apns.service.behave(pushToken, {
        status: 429,
        reason: "TooManyRequests",
        retryAfterSeconds: 100,
      });
      await revoke(database.db, [ticket]);
      await pushAll(deps);
      pushes();
      deps.after(99 * second);
      await pushAll(deps);
      expect(pushes()).to.deep.equal([]);
      deps.after(102 * second);
      await pushAll(deps);
      expect(pushes()).to.deep.equal([pushToken]);
    });

    it("push-apple comes back by itself for what is due soon", async () => {
      const ticket = await aTicket();
      const { pushToken } = await aPhone(database.db, [ticket]);
      apns.service.behave(pushToken, { status: 503, reason: "ServiceUnavailable" });
      await revoke(database.db, [ticket]);
      await pushAll(deps);
      const [followUp] = deps.enqueued;
      expect(followUp?.name).to.equal("push-apple");
      expect(followUp?.payload).to.include({ kind: "revocation" });
    });
  });

  describe("apple 45: of a refused certificate", () => {
    const refusal = { status: 403, reason: "BadCertificate" };
    const stops = () => database.db("push_stops").select("reason");
    let ticket: string;
    let pushToken: string;

    beforeEach(async () => {
      const tickets = await someTickets(50);
      for (const each of tickets) ({ pushToken } = await aPhone(database.db, [each]));
      ticket = tickets[49] as string;
      apns.service.behaveAll(refusal);
      await revoke(database.db, tickets);
      await pushAll(deps);
      pushes();
    });

    it("after a refused certificate pushes stop, the alarm is raised and nothing is forgotten", async () => {
      expect(await stops()).to.deep.equal([{ reason: "BadCertificate" }]);
      expect(await owedTickets(database.db)).to.have.length(50);
      await pushAll(deps);
      expect(pushes()).to.deep.equal([]);
    });

    it("one push tries every few minutes, and the rest follows once it gets through", async () => {
      deps.after(6 * minute);
      await pushAll(deps);
      expect(pushes()).to.have.length(1);
      expect(await stops()).to.have.length(1);
      apns.service.behaveAll(undefined);
      await pushAll(deps);
      expect(pushes()).to.deep.equal([]);
      deps.after(12 * minute);
      await pushAll(deps);
      expect(pushes()).to.have.length(50);
      expect(await stops()).to.deep.equal([]);
      expect(await owedTickets(database.db)).to.deep.equal([]);
    });

    it("another certificate is tried at once", async () => {
      apns.service.behaveAll(undefined);
      const renewed = { ...apns.client(), certificate: () => "another" };
      await pushAll({ ...deps, apns: renewed });
      expect(pushes()).to.have.length(50);
      expect(await stops()).to.deep.equal([]);
    });

    it("a dead token that tries counts as let in: Apple has judged the token, not us", async () => {
      apns.service.behaveAll({
        status: 410,
        reason: "Unregistered",
        timestamp: new Date(databaseTime() + minute),
      });
      deps.after(6 * minute);
      await pushAll(deps);
      expect(await stops()).to.deep.equal([]);
      expect(pushes()).to.include(pushToken);
      expect(await owedTickets(database.db)).to.not.include(ticket);
    });
  });

  describe("apple 46: of many changes", () => {
    it("a hundred on one phone in a minute are one push", async () => {
      const tickets = await someTickets(5);
      const { pushToken } = await aPhone(database.db, tickets);
      await reword(database.db, tickets);
      for (let change = 1; change < 100; change++) {
        // Each change is a second later than the one before, so that it is never quiet.
        await rewordTickets(database.db, tickets);
        deps.after(change * 500);
        await pushAll(deps);
      }
      for (let after = 1; after <= 60; after++) {
        deps.after(after * minute);
        await pushAll(deps);
      }
      expect(pushes()).to.deep.equal([pushToken]);
      expect(await owedTickets(database.db)).to.deep.equal([]);
    });

    it("a revocation among them is not held back, and takes the others along", async () => {
      const tickets = await someTickets(5);
      const { pushToken } = await aPhone(database.db, tickets);
      await reword(database.db, tickets);
      await pushAll(deps);
      expect(pushes()).to.deep.equal([]);
      await revoke(database.db, tickets.slice(0, 1));
      await pushAll(deps);
      expect(pushes()).to.deep.equal([pushToken]);
      deps.after(minute);
      await pushAll(deps);
      expect(pushes()).to.deep.equal([]);
      await reword(database.db, tickets.slice(1));
      await revoke(database.db, tickets.slice(1, 2));
      await pushAll(deps);
      expect(pushes()).to.deep.equal([pushToken]);
    });

    it("a use goes at once, and a family's at the door are two pushes", async () => {
      const tickets = await someTickets(5);
      const { pushToken } = await aPhone(database.db, tickets);
      for (const ticket of tickets) {
        await use(database.db, ticket);
        await pushAll(deps);
      }
      expect(pushes()).to.deep.equal([pushToken]);
      deps.after(20 * second);
      await pushAll(deps);
      expect(pushes()).to.deep.equal([pushToken]);
      expect(await owedTickets(database.db)).to.deep.equal([]);
    });
  });

  describe("by two workers at once", () => {
    const race = async (db = database.db) => {
      const tickets = await someTickets(300);
      await Promise.all(tickets.map((ticket) => aPhone(database.db, [ticket])));
      await revoke(database.db, tickets);
      const workers = [0, 1, 2].map(() => pushApple({ ...deps, db }, { kind: "revocation" }));
      await Promise.all(workers);
      return pushes();
    };

    it("push-apple by two workers reaches each phone once", async () => {
      const reached = await race();
      expect(reached).to.have.length(300);
      expect(new Set(reached).size).to.equal(300);
    });

    it("push-apple by two workers reaches some phones twice without the lease (negative control)", async () => {
      const db = connectRewriting(database.url, (sql) =>
        sql.replace(
          /where not push_covers\([^)]*\)\s+and \([^)]*\)/,
          "where $6::timestamptz < now() + '1 day'",
        ),
      );
      try {
        expect((await race(db)).length).to.be.greaterThan(300);
      } finally {
        await db.destroy();
      }
    });
  });

  it("push-apple sends what a worker that died had taken on, once its lease has ended", async () => {
    const ticket = await aTicket();
    const { pushToken } = await aPhone(database.db, [ticket]);
    await revoke(database.db, [ticket]);
    // It took Apple's word and died before it wrote it down.
    const dying = {
      ...deps,
      apns: { ...apns.client(), push: () => Promise.reject(new Error("killed")) },
    };
    await pushApple(dying, { kind: "revocation" }).catch(() => undefined);
    await pushAll(deps);
    expect(pushes()).to.deep.equal([]);
    deps.after(40 * second);
    await pushAll(deps);
    expect(pushes()).to.deep.equal([pushToken]);
    expect(await owedTickets(database.db)).to.deep.equal([]);
  });

  /** A change begins first and commits last; the phone is pushed of another in between. */
  const pushBetween = async (db = database.db) => {
    const [late, prompt] = (await someTickets(2)) as [string, string];
    const { pushToken } = await aPhone(database.db, [late, prompt]);
    const open = await database.db.transaction();
    await open("passes").where({ serial_number: late }).decrement("uses_left", 1);
    await revoke(database.db, [prompt]);
    await pushAll({ ...deps, db });
    expect(pushes()).to.deep.equal([pushToken]);
    await open.commit();
    deps.after(minute);
    await pushAll({ ...deps, db });
    return { pushToken };
  };

  it("push-apple tells of a change that commits late, after a push of a later one", async () => {
    const { pushToken } = await pushBetween();
    expect(pushes()).to.deep.equal([pushToken]);
    expect(await owedTickets(database.db)).to.deep.equal([]);
  });

  it("push-apple never tells of the late change when a push covers all transactions before it (negative control)", async () => {
    const db = connectRewriting(database.url, (sql) =>
      sql.replace(
        "pg_current_snapshot()::text",
        "pg_snapshot_xmax(pg_current_snapshot())::text || ':' || pg_snapshot_xmax(pg_current_snapshot())::text || ':'",
      ),
    );
    try {
      await pushBetween(db);
      expect(pushes()).to.deep.equal([]);
      expect(await owedTickets(database.db)).to.deep.equal([]);
    } finally {
      await db.destroy();
    }
  });

  it("push-apple tells of a change once, though the database server was started anew in between", async () => {
    const tickets = await someTickets(2);
    const { pushToken } = await aPhone(database.db, tickets);
    await revoke(database.db, tickets);
    // As after a restored backup: both the change and an earlier push are of another life, and the
    // transaction lies beyond what this server has given out.
    await database.db("passes").update({ change_epoch: 1, change_transaction: 2 ** 40 });
    await database.db("devices").update({ pushed_epoch: 2, pushed_snapshot: "1:1:" });
    deps.catchUp();
    await pushAll(deps);
    expect(pushes()).to.deep.equal([pushToken]);
    expect(await owedTickets(database.db)).to.deep.equal([]);
  });

  it("push-apple tells of a change that came while the phone was being pushed", async () => {
    const [first, other] = (await someTickets(2)) as [string, string];
    const device = aDevice();
    const { pushToken } = await aPhone(database.db, [first, other], { device });
    await revoke(database.db, [first]);
    const client = apns.client();
    const push = async (token: string) => {
      const answer = await client.push(token);
      await revoke(database.db, [other]);
      return answer;
    };
    await pushApple({ ...deps, apns: { ...client, push } }, { kind: "revocation" });
    deps.catchUp();
    await pushAll(deps);
    expect(pushes()).to.deep.equal([pushToken, pushToken]);
    expect(await owedTickets(database.db)).to.deep.equal([]);
  });
});
