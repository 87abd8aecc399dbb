import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { stateReason } from "../../../src/actions/access/state-reason.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { revokePass } from "../../../src/actions/passes/revoke-pass.ts";
import { recordAudit } from "../../../src/db/audit.ts";
import { reasonCodes, reasonsOfActions, revocationReasons } from "../../../src/domain/reasons.ts";
import { AppError } from "../../../src/errors.ts";
import { reasonTexts } from "../../../src/views/texts/reason-texts.ts";
import { aPass } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { testDeps } from "../../support/test-deps.ts";

const actor: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
const outcomeOf = (work: Promise<unknown>) =>
  work.then(
    () => "stored",
    (error: unknown) => (error as { constraint?: string }).constraint ?? "another fault",
  );

describe("reasons from closed lists", () => {
  const database = useDatabase();

  const cases = [
    [{ reasonCode: "moved" }, { code: "moved" }],
    [{ reasonCode: "moved", reason: "  " }, { code: "moved" }],
    [
      { reasonCode: "moved", reason: " to Oslo " },
      { code: "moved", text: "to Oslo" },
    ],
    [
      { reason: "As before there were codes" },
      { code: "other", text: "As before there were codes" },
    ],
    [
      { reasonCode: "other", reason: "Wrong class" },
      { code: "other", text: "Wrong class" },
    ],
    [{ reasonCode: "other" }, "required"],
    [{}, "required"],
    [{ reasonCode: "moved", reason: "of 13097248022" }, "national_identity_number"],
    [{ reasonCode: "moved", reason: "x".repeat(501) }, "too_big"],
  ] as const;
  for (const [given, stated] of cases) {
    it(`${JSON.stringify(given).slice(0, 60)} states ${JSON.stringify(stated)}`, () => {
      try {
        expect(stateReason(given)).to.deep.equal(stated);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        expect(error.errors).to.have.length(1);
        expect(error.errors[0]).to.include({ path: "reason", code: stated });
      }
    });
  }

  it("an event takes each code of what it did, and none of anything else", async () => {
    let refused = 0;
    for (const [action, own] of Object.entries(reasonsOfActions)) {
      for (const reasonCode of [...reasonCodes, "private words"]) {
        const event = { actor: "officer", action, subject: randomUUID(), detail: { reasonCode } };
        const outcome = await outcomeOf(database.db.transaction((trx) => recordAudit(trx, event)));
        const isOwn = (own as readonly string[]).includes(reasonCode);
        refused += Number(!isOwn);
        expect(outcome, `${action} ${reasonCode}`).to.equal(
          isOwn ? "stored" : "reason_code_is_known",
        );
      }
    }
    expect(refused).to.be.greaterThan(10);
    const event = { actor: "officer", action: "recipient.opened", subject: randomUUID() };
    const stray = { ...event, detail: { reasonCode: "moved" } };
    expect(await outcomeOf(database.db.transaction((trx) => recordAudit(trx, stray)))).to.equal(
      "reason_code_is_known",
    );
  });

  it("the reason of a revoked ticket is one of the list, and “other” has words, also in the database", async () => {
    const { serialNumber } = await aPass(database.db);
    await revokePass(testDeps(database.db), { actor, serialNumber, reasonCode: "duplicate" });
    const stored = () => database.db("revocation_reasons").where({ serial_number: serialNumber });
    expect(await stored()).to.have.length(1);
    const set = (values: object) => outcomeOf(database.owner("revocation_reasons").update(values));
    expect(await set({ code: "moved" })).to.equal("stored");
    expect(await set({ code: "private words" })).to.equal("code_is_known");
    expect(await set({ code: "other" })).to.equal("other_has_words");
    expect(await set({ code: "other", reason: "Words" })).to.equal("stored");
  });

  it("each code has words in Bokmål and Nynorsk, of which none stand for two reasons of one list", () => {
    for (const language of ["nb", "nn"] as const) {
      const { names } = reasonTexts(language);
      expect(names).to.have.all.keys(reasonCodes);
      for (const codes of Object.values(reasonsOfActions)) {
        expect(new Set(codes.map((code) => names[code])).size).to.equal(codes.length);
      }
    }
    expect(revocationReasons.at(-1)).to.equal("other");
  });
});
