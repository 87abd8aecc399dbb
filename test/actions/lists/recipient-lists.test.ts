import { randomUUID } from "node:crypto";
import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { createRecipientList } from "../../../src/actions/lists/create-recipient-list.ts";
import { getRecipientList } from "../../../src/actions/lists/get-recipient-list.ts";
import { recordListUse } from "../../../src/actions/lists/record-list-use.ts";
import { listRecipientLists } from "../../../src/actions/lists/list-recipient-lists.ts";
import { removeOldLists } from "../../../src/actions/lists/remove-old-lists.ts";
import { removeRecipient } from "../../../src/actions/recipients/remove-recipient.ts";
import { renameRecipientList } from "../../../src/actions/lists/rename-recipient-list.ts";
import { updateRecipient } from "../../../src/actions/recipients/update-recipient.ts";
import { aMunicipality, aRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";
import { waitForLock } from "../../support/wait-for-lock.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

const actor: Actor = { role: "nav", id: "officer", municipalities: ["5025", "5026"] };

describe("saved lists of recipients", () => {
  const database = useDatabase();
  let deps: TestDeps;

  beforeEach(async () => {
    deps = testDeps(database.db);
    for (const number of ["5025", "5026"]) await aMunicipality(database.db, number);
  });

  const aChild = async () => (await aRecipient(database.db)).id;
  const save = (recipientIds: string[], changes: Partial<{ id: string; name: string }> = {}) =>
    createRecipientList(deps, {
      ...{ actor, municipality: "5025", name: "Vinterferie", ...changes },
      named: recipientIds.map((recipientId, i) => ({ recipientId, path: `recipientIds[${i}]` })),
    });
  const membersOf = async (listId: string) =>
    (await getRecipientList(deps, { actor, listId })).recipientIds;

  it("a child that moves or is removed leaves the list, and one whose address is protected stays", async () => {
    const [moving, removed, hidden] = [await aChild(), await aChild(), await aChild()];
    const listId = await save([moving, removed, hidden]);
    await updateRecipient(deps, { actor, recipientId: moving, municipality: "5026" });
    await removeRecipient(deps, { actor, recipientId: removed });
    const protection = { protectedAddress: true, delivery: "print" } as const;
    await updateRecipient(deps, { actor, recipientId: hidden, ...protection });
    expect(await membersOf(listId)).to.deep.equal([hidden]);
    const own = { ...actor, municipalities: ["5026"] };
    expect(await refusalOf(getRecipientList(deps, { actor: own, listId }))).to.include({
      code: "not_found",
    });
  });

  it("the database refuses a child of another municipality in a list", async () => {
    const listId = await save([await aChild()]);
    const { id: recipientId } = await aRecipient(database.db, { municipality: "5026" });
    const refusal: unknown = await database
      .db("recipient_list_members")
      .insert({ list_id: listId, recipient_id: recipientId })
      .then(undefined, (error: unknown) => error);
    expect(refusal).to.have.property("code", "23514");
  });

  /** Saves a list while the child's move waits for its commit; who is in it, or how saving failed. */
  async function savedDuringMove(saving: TestDeps) {
    const [moving, staying] = [await aChild(), await aChild()];
    const id = randomUUID();
    const named = [moving, staying].map((recipientId) => ({ recipientId, path: "" }));
    const list = { actor, id, municipality: "5025", name: "Vinterferie", named };
    let saved: Promise<unknown> = Promise.resolve();
    await database.db.transaction(async (trx) => {
      await trx("recipients").where({ id: moving }).update({ municipality_number: "5026" });
      saved = createRecipientList(saving, list).catch((error: unknown) => error);
      await waitForLock(database.owner);
    });
    const outcome = await saved;
    const members = database.owner("recipient_list_members").where({ list_id: id });
    return { outcome, id, left: await members.pluck<string[]>("recipient_id"), staying };
  }

  it("a child that moves while a list is saved is not in it", async () => {
    const { outcome, id, left, staying } = await savedDuringMove(deps);
    expect(outcome).to.equal(id);
    expect(left).to.deep.equal([staying]);
  });

  it("without the lock, saving fails with a child that moves meanwhile (negative control)", async () => {
    const db = connectWithoutLocks(database.url, 2);
    try {
      const { outcome } = await savedDuringMove(testDeps(db as never));
      expect(outcome).to.have.property("code", "23514");
    } finally {
      await db.destroy();
    }
  });

  for (const { months, use, kept } of [
    { months: 13, use: undefined, kept: true },
    { months: 14, use: undefined, kept: false },
    { months: 14, use: "chosen from", kept: true },
    { months: 14, use: "renamed", kept: true },
  ]) {
    it(`a list that was ${use ?? "not used"} is ${kept ? "kept" : "deleted"} after ${months} months`, async () => {
      deps.clock.set(new Date("2026-11-30T12:00:00Z"));
      const listId = await save([await aChild()]);
      deps.clock.set(new Date("2026-12-24T12:00:00Z"));
      if (use === "chosen from") await recordListUse(deps, { actor, listId });
      if (use === "renamed") await renameRecipientList(deps, { actor, listId, name: "Påske" });
      deps.clock.set(new Date(Date.UTC(2026, 10 + months, 1, 12)));
      await removeOldLists(deps);
      const left = (await listRecipientLists(deps, { actor })).map(({ id }) => id);
      expect(left.includes(listId)).to.equal(kept);
    });
  }

  it("a municipality keeps lists for a shorter time, and a list that its last child has left goes that night", async () => {
    const place = database.db("municipalities").where({ number: "5025" });
    await place.clone().update({ list_retention_months: 2 });
    deps.clock.set(new Date("2026-11-30T12:00:00Z"));
    try {
      const gone = await aChild();
      const [listId, emptied] = [await save([await aChild()]), await save([gone])];
      const end = (await listRecipientLists(deps, { actor })).find(
        ({ id }) => id === listId,
      )?.endsOn;
      expect(end).to.equal("2027-01-01");
      await removeRecipient(deps, { actor, recipientId: gone });
      await removeOldLists(deps);
      const left = (await listRecipientLists(deps, { actor })).map(({ id }) => id);
      expect(left).to.include(listId).and.to.not.include(emptied);
      const expired = { action: "recipient_list.expired", actor: "system", subject: "5025" };
      expect(await database.db("audit_events").where(expired)).to.not.be.empty;
    } finally {
      await place.update({ list_retention_months: 14 });
    }
  });

  for (const name of ["", "  ", "Ola 15031710054 sin", "a".repeat(61), "to\nlinjer"]) {
    it(`a list cannot be called ${JSON.stringify(name.slice(0, 20))}`, async () => {
      const child = await aChild();
      const refused = await refusalOf(save([child], { name }));
      expect(refused).to.include({ code: "validation_failed" });
      expect(refused.errors.map(({ path }) => path)).to.deep.equal(["name"]);
    });
  }

  it("the trail tells who saved, renamed and deleted a list of which municipality, and neither name nor child", async () => {
    await database.owner.raw("truncate audit_events cascade");
    const listId = await save([await aChild()], { name: "Hemmelig" });
    await renameRecipientList(deps, { actor, listId, name: "Annet" });
    const events = await database.db("audit_events").select("action", "subject", "detail");
    expect(events).to.deep.equal([
      { action: "recipient_list.created", subject: "5025", detail: {} },
      { action: "recipient_list.changed", subject: "5025", detail: { changed: ["name"] } },
    ]);
    const stored = database.owner("recipient_lists").where({ id: listId });
    const row = await stored.first<{ name_sealed: Buffer }>();
    expect(row).to.have.all.keys("id", "municipality_number", "name_sealed", "used_in");
    expect(String(row.name_sealed)).to.not.contain("Annet");
  });
});
