import { expect } from "chai";
import { testCertificates } from "../support/certificates.ts";
import { runStorm, type StormReport } from "./storm.ts";

const nothing = { lost: [], doubled: [], oversold: [], broken: [] };

describe("a short storm", function () {
  // Half a minute; a busy machine takes its time.
  this.timeout(400_000);
  let passed: StormReport | undefined;
  const storm = () => {
    if (!passed) throw new Error("There was no storm.");
    return passed;
  };

  before("lets it pass over two api and two worker processes", async () => {
    passed = await runStorm({
      seconds: 1,
      faultSeconds: 1,
      faults: [
        "kill an api",
        "terminate backends",
        "flood claim pages",
        "stop an api",
        "fail over",
      ],
      apple: await testCertificates(),
    });
  });
  after(() => passed?.stop());

  it("every promise of a storm is in the database afterwards, none twice, and no offer is oversold", async () => {
    const { tickets, scans, revoked, fetched } = storm().ledger;
    for (const promised of [tickets, scans, revoked, fetched]) {
      expect(promised.size).to.be.greaterThan(0);
    }
    expect(await storm().compare()).to.deep.equal(nothing);
  });

  it("the ledger finds a ticket that the database lost, one that it has twice, and an offer that is oversold (negative control)", async () => {
    const { ledger, db } = storm();
    const [taken] = ledger.tickets.values();
    if (!taken) throw new Error("The storm allocated nothing.");
    ledger.tickets.delete(taken.serialNumber);
    ledger.tickets.set("lost", { ...taken, serialNumber: "lost" });
    await db("offers")
      .where({ id: taken.offerId })
      .update({ quota: db.raw("allocated") });
    await db("offers").where({ id: taken.offerId }).decrement("allocated", 1);
    const { lost, doubled, oversold } = await storm().compare();
    expect(lost).to.deep.equal(["ticket lost"]);
    expect(doubled).to.deep.equal([`ticket ${taken.serialNumber}`]);
    expect(oversold).to.have.length(1);
  });

  it("the ledger finds a scan, a revocation and a fetch that the database does not have (negative control)", async () => {
    const { ledger, db } = storm();
    const clean = await storm().compare();
    const [id, scan] = [...ledger.scans].find(([, { accepted }]) => accepted) ?? [];
    const [active] = await db<{ serial_number: string; state: string }>("passes")
      .where({ state: "active" })
      .whereNull("fetched_at")
      .whereIn("serial_number", [...ledger.tickets.keys()]);
    if (id === undefined || !scan || !active) throw new Error("The storm did not do everything.");
    ledger.scans.set(id, { ...scan, accepted: false });
    ledger.revoked.add(active.serial_number);
    ledger.fetched.add(active.serial_number);
    const { lost } = await storm().compare();
    expect(lost.filter((each) => !clean.lost.includes(each))).to.have.members([
      `scan ${id}`,
      `revocation of ${active.serial_number}: active`,
      `fetch of ${active.serial_number}`,
    ]);
  });
});
