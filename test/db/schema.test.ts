import { expect } from "chai";
import { useDatabase } from "../support/database.ts";

describe("the schema", () => {
  const database = useDatabase();

  it("the schema lets the service insert audit events but never change or delete one", async () => {
    const { db } = database;
    await db("audit_events").insert({ actor: "test", action: "tried", subject: "audit" });
    for (const attempt of [
      db("audit_events").update({ actor: "someone else" }),
      db("audit_events").delete(),
      db.raw("truncate audit_events"),
    ]) {
      const refusal = await attempt.then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(refusal).to.have.property("code", "42501");
    }
  });

  for (const table of [
    "redemptions",
    "redemption_undos",
    "reviews",
    "settlement_statements",
    "settlement_statement_lines",
  ]) {
    it(`the schema lets the service add ${table}, and neither update nor delete them`, async () => {
      const may = async (right: string) =>
        (
          await database.db.raw<{ rows: { may: boolean }[] }>(
            "select has_table_privilege(?, ?) as may",
            [table, right],
          )
        ).rows[0]?.may;
      const rights = ["insert", "update", "delete", "truncate"];
      expect(await Promise.all(rights.map(may))).to.deep.equal([true, false, false, false]);
    });
  }

  it("the schema does not let the service alter a table", async () => {
    const refusal = await database.db
      .raw("alter table offers drop constraint quota_never_exceeded")
      .then(
        () => undefined,
        (error: unknown) => error,
      );
    expect(refusal).to.have.property("code", "42501");
  });

  for (const { number, valid } of [
    { number: "313000079", valid: true },
    { number: "313000078", valid: false },
    { number: "31300007", valid: false },
  ]) {
    it(`${valid ? "takes" : "refuses"} the organisation number ${number}`, async () => {
      const { rows } = await database.db.raw<{ rows: { valid: boolean }[] }>(
        "select is_organisation_number(?) as valid",
        [number],
      );
      expect(rows[0]?.valid).to.equal(valid);
    });
  }
});
