import { expect } from "chai";
import {
  recordRefusedLogin,
  recordStaffLogin,
} from "../../../src/actions/access/record-staff-login.ts";
import { findChosenRecipients } from "../../../src/actions/allocations/find-chosen-recipients.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { createClaimLink } from "../../../src/actions/recipients/create-claim-link.ts";
import { getClaimLink } from "../../../src/actions/recipients/get-claim-link.ts";
import { getRecipientDetails } from "../../../src/actions/recipients/get-recipient-details.ts";
import { getRecipient } from "../../../src/actions/recipients/get-recipient.ts";
import { listRecipients } from "../../../src/actions/recipients/list-recipients.ts";
import { aRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";

const actor: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };

describe("the trail of reading", () => {
  const database = useDatabase();
  let deps: TestDeps;

  beforeEach(async () => {
    deps = testDeps(database.db);
    await database.owner.raw("truncate audit_events cascade");
  });

  const trail = () =>
    database.db("audit_events").select("actor", "action", "subject", "detail").orderBy("id");

  it("records who listed recipients, of which municipalities, and how many", async () => {
    const { id } = await aRecipient(database.db);
    await listRecipients(deps, { actor });
    await findChosenRecipients(deps, { actor, ids: [id], references: [] });
    const listed = { actor: "officer", action: "recipient.listed", subject: "5025" };
    expect(await trail()).to.deep.equal([
      { ...listed, detail: { count: 1 } },
      { ...listed, detail: { count: 1 } },
    ]);
  });

  it("records who opened a recipient and was shown its claim link, without a name or number", async () => {
    const { id, reference } = await aRecipient(database.db, { label: "Kari" });
    await getRecipient(deps, { actor, reference });
    await createClaimLink(deps, { actor, recipientId: id });
    await getRecipientDetails(deps, { actor, recipientId: id });
    await getClaimLink(deps, { actor, recipientId: id });
    const events = (await trail()) as { action: string; subject: string }[];
    expect(events.map(({ action }) => action)).to.deep.equal([
      "recipient.opened",
      "claim_link.created",
      "recipient.opened",
      "recipient.opened",
      "claim_link.shown",
    ]);
    expect(new Set(events.map(({ subject }) => subject))).to.deep.equal(new Set([id]));
    expect(JSON.stringify(events)).not.to.match(/Kari|SAK-|\+47/);
  });

  it("records which member of staff signed in with which roles, and whom it refused", async () => {
    await recordStaffLogin(deps, { subject: "kari", nav: ["5025"], culture: [] });
    await recordStaffLogin(deps, { subject: "ola", nav: [], culture: [] });
    await recordRefusedLogin(deps, "not_confirmed");
    const refused = { action: "staff.refused" };
    expect(await trail()).to.deep.equal([
      {
        ...{ actor: "kari", action: "staff.signed_in", subject: "kari" },
        detail: { nav: ["5025"], culture: [] },
      },
      { ...refused, actor: "ola", subject: "ola", detail: { reason: "no_role" } },
      { ...refused, actor: "unknown", subject: "login", detail: { reason: "not_confirmed" } },
    ]);
  });
});
