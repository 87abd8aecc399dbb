import { expect } from "chai";
import type { Knex } from "knex";
import type { Pool } from "../../src/db/connect.ts";
import { anAllocation, anOffer, aPass, aRecipient } from "./builders.ts";
import { eventually } from "./eventually.ts";
import type { FakeGateway } from "./fake-gateway.ts";

export interface OwedTickets {
  offerIds: string[];
  count: number;
  phones: string[];
}

/** What a big allocation leaves to the worker: `count` pending tickets, each of its own recipient. */
export async function oweTickets(
  db: Pool,
  { count = 300, offers = 30 }: { count?: number; offers?: number } = {},
): Promise<OwedTickets> {
  const validity = { from: new Date("2020-01-01"), until: new Date("2100-01-01") };
  const allocationId = await anAllocation(db, { allocated: count });
  const first = await anOffer(db, { quota: count, validity });
  const { providerId, templateId, templateVersion } = first;
  const all = [first];
  while (all.length < offers) {
    all.push(
      await anOffer(db, { quota: count, validity, providerId, templateId, templateVersion }),
    );
  }
  const phones = Array.from({ length: count }, (_, index) => `+47${String(90_000_000 + index)}`);
  for (const [index, phone] of phones.entries()) {
    const offer = all[index % offers] ?? first;
    const { id: recipientId } = await aRecipient(db, { phone });
    await aPass(db, { offer, recipientId, allocationId, state: "pending" });
  }
  return { offerIds: all.map(({ id }) => id), count, phones };
}

/** Writes down each issue, by the database itself. */
export async function recordIssues(owner: Knex): Promise<void> {
  await owner.raw(`
    create table issues (serial_number text not null);
    grant insert on issues to join_api;
    create function record_issue() returns trigger language plpgsql as $$
    begin
      insert into issues values (new.serial_number);
      return new;
    end
    $$;
    create trigger record_issue after update of state on passes
      for each row when (old.state <> 'active' and new.state = 'active')
      execute function record_issue();`);
}

/** Waits until nothing is owed, then holds that every ticket was issued and told of exactly once. */
export async function expectAllOnce(
  owner: Knex,
  gateway: FakeGateway,
  { count, phones }: OwedTickets,
  ms = 60_000,
): Promise<void> {
  await eventually(
    "everything issued and sent",
    async () => {
      const { rows } = await owner.raw<{ rows: [{ issued: number; owed: number }] }>(`select
        (select count(*)::int from passes where state = 'active') as issued,
        (select count(*)::int from passes where message_id is null)
          + (select count(*)::int from messages where state = 'owed') as owed`);
      return rows[0].issued === count && rows[0].owed === 0;
    },
    ms,
  );
  const { rows } = await owner.raw<{ rows: [{ issues: number; tickets: number; sent: number }] }>(
    `select
       (select count(*)::int from issues) as issues,
       (select count(distinct serial_number)::int from issues) as tickets,
       (select count(*)::int from messages where state = 'sent') as sent`,
  );
  expect(rows[0]).to.deep.equal({ issues: count, tickets: count, sent: count });
  expect([...gateway.delivered.values()].sort()).to.deep.equal(phones);
}
