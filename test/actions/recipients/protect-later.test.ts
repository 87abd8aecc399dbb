import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { getClaimedTickets } from "../../../src/actions/access/get-claimed-tickets.ts";
import { anonymiseEndedPasses } from "../../../src/actions/passes/anonymise-ended-passes.ts";
import { importTable, previewImport } from "../../../src/actions/recipients/import-table.ts";
import { getRecipientDetails } from "../../../src/actions/recipients/get-recipient-details.ts";
import { updateRecipient } from "../../../src/actions/recipients/update-recipient.ts";
import { upsertRecipient } from "../../../src/actions/recipients/upsert-recipient.ts";
import { ensureClaimLink } from "../../../src/db/recipients/claim-links.ts";
import { aPass, aRecipient, testKeyRing, type BuiltRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";

const actor: Actor = { role: "nav", id: "nora", municipalities: ["5025"] };

describe("a recipient whose address is protected later", () => {
  const database = useDatabase();
  let deps: TestDeps;

  before(() => {
    deps = testDeps(database.db);
  });

  const ways: Record<string, (recipient: BuiltRecipient) => Promise<unknown>> = {
    "by a change": ({ id }) =>
      updateRecipient(deps, { actor, recipientId: id, protectedAddress: true, delivery: "print" }),
    "by being named again": ({ reference }) =>
      upsertRecipient(deps, {
        ...{ actor, reference, birthYear: 2017, municipality: "5025", language: "nb" },
        ...{ protectedAddress: true, delivery: "print" },
      }),
    "by an import": async ({ reference }) => {
      const asked = {
        ...{ actor, municipality: "5025", columns: { reference: 0, protectedAddress: 1 } },
        table: [
          ["referanse", "skjermet"],
          [reference, "ja"],
        ],
      };
      const { revision } = await previewImport(deps, asked);
      await importTable(deps, { ...asked, revision });
    },
  };
  const ticketOf = (serialNumber: string) =>
    database
      .db("passes")
      .where({ serial_number: serialNumber })
      .first<{ version: number; change_kind: string; holder_version: number }>(
        ...["version", "change_kind", "holder_version"],
      );

  for (const [way, protect] of Object.entries(ways)) {
    it(`${way}: the claim link ends, and live and used tickets get a new version, pushed as fast as a revocation`, async () => {
      const recipient = await aRecipient(database.db, { delivery: "print" });
      const recipientId = recipient.id;
      const live = await aPass(database.db, { recipientId });
      const used = await aPass(database.db, { recipientId, state: "used" });
      const over = await aPass(database.db, { recipientId, state: "expired" });
      const { token } = await database.db.transaction((trx) =>
        ensureClaimLink(trx, testKeyRing, recipientId),
      );
      await protect(recipient);
      for (const { serialNumber } of [live, used]) {
        const raised = { version: 2, change_kind: "revocation" };
        expect(await ticketOf(serialNumber)).to.include(raised);
      }
      expect(await ticketOf(over.serialNumber)).to.include({ version: 1 });
      expect(await getClaimedTickets(deps, { token })).to.equal(undefined);
      const { tickets } = await getRecipientDetails(deps, { actor, recipientId });
      expect(tickets).to.have.length(3);
    });
  }

  it("keeps version and link of its tickets when something else of it changes", async () => {
    const { id: recipientId } = await aRecipient(database.db, { delivery: "print" });
    const { serialNumber } = await aPass(database.db, { recipientId });
    const { token } = await database.db.transaction((trx) =>
      ensureClaimLink(trx, testKeyRing, recipientId),
    );
    await updateRecipient(deps, { actor, recipientId, label: "Eldst" });
    expect(await ticketOf(serialNumber)).to.include({ version: 1, holder_version: 1 });
    expect(await getClaimedTickets(deps, { token })).to.include({ holderId: recipientId });
  });

  it("is not told by the ticket once that is anonymised", async () => {
    const recipient = await aRecipient(database.db);
    const { serialNumber } = await aPass(database.db, { recipientId: recipient.id });
    await ways["by a change"]?.(recipient);
    const long = new Date(deps.clock.now().getTime() - 61 * 86_400_000);
    await database
      .db("passes")
      .where({ serial_number: serialNumber })
      .update({ state: "revoked", ended_at: long });
    await anonymiseEndedPasses(deps);
    expect(await ticketOf(serialNumber)).to.include({ holder_version: 1 });
  });
});
