import { expect } from "chai";
import { liveStates, passStates } from "../../../src/domain/passes/pass.ts";
import { useDatabase } from "../../support/database.ts";

describe("a pass", () => {
  const database = useDatabase();

  it("has no end in the database exactly in the domain's live states", async () => {
    await database.owner.transaction(async (trx) => {
      const { rows } = await trx.raw<{ rows: { definition: string }[] }>(
        `select pg_get_constraintdef(oid) as definition from pg_constraint
         where conname = 'ended_has_time' and conrelid = 'passes'::regclass`,
      );
      await trx.raw(`create temporary table trial (state text, ended_at timestamptz,
        ${rows[0]?.definition}) on commit drop`);
      for (const state of passStates) {
        const ended = liveStates.some((live) => live === state) ? null : new Date();
        await trx.raw("insert into trial values (?, ?)", [state, ended]);
        const refused: unknown = await trx
          .transaction(async (savepoint) => {
            const wrongEnd = ended ? null : new Date();
            await savepoint.raw("insert into trial values (?, ?)", [state, wrongEnd]);
            return "accepted";
          })
          .catch((error: unknown) => (error as { code?: string }).code);
        expect(refused, state).to.equal("23514");
      }
    });
  });
});
