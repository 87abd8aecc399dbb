import { expect } from "chai";
import { testCertificates } from "../../support/certificates.ts";
import { useDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { phoneMaker, type TestPhone } from "../../support/sandbox-phones.ts";
import { useWholeService } from "../../support/whole-service.ts";

/** As many as can hold one ticket. */
const phoneCount = 20;

describe("phones that hold a ticket, from installing it to its end", function () {
  this.timeout(120_000);
  const database = useDatabase({ shipped: true });
  const service = useWholeService(database);
  const phones: TestPhone[] = [];
  let serialNumber: string;
  let other: string;

  const passType = () => service.config.apple?.passTypeIdentifier ?? "";
  const post = async (path: string, key: string, body: object) => {
    const answer = await fetch(`${service.url}${path}`, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${key}`,
        "Content-Type": "application/json",
        "Idempotency-Key": crypto.randomUUID(),
      },
      body: JSON.stringify(body),
    });
    expect(answer.status, await answer.text()).to.equal(200);
  };
  const all = (what: string, isSo: (phone: TestPhone) => boolean) =>
    eventually(what, () => phones.every(isSo), 60_000);
  const valueOf = (phone: TestPhone) => phone.valueOf(other, "usesLeft");

  before("twenty phones open the same claim link", async () => {
    const createPhone = phoneMaker((await testCertificates()).rootCert);
    const [claimUrl = ""] = service.demo.claimUrls;
    await eventually("both tickets are issued", async () => {
      const counted = await database.db("passes").where({ state: "pending" });
      return counted.length === 0;
    });
    for (let made = 0; made < phoneCount; made += 10) {
      const batch = Array.from({ length: 10 }, () => createPhone());
      await Promise.all(batch.map((phone) => phone.addPasses(claimUrl)));
      phones.push(...batch);
    }
    for (const phone of phones) {
      service.apns.onPush(phone.state.pushToken, () => {
        void phone.push(passType());
      });
      phone.heard();
    }
    const [first] = phones;
    const held = [...(first?.state.passes.values() ?? [])].map(({ opened }) => opened.pass);
    const punchCard = held.find((pass) => first?.valueOf(pass.serialNumber, "usesLeft") === "10");
    other = punchCard?.serialNumber ?? "";
    serialNumber = held.find((pass) => pass !== punchCard)?.serialNumber ?? "";
  });

  it("show a use at the door, with a notice", async () => {
    const barcode = phones[0]?.state.passes.get(other)?.opened.pass.barcodes[0]?.message;
    const doorToken = service.demo.doorTokens["fjellbadet"] ?? "";
    await post("/api/v1/redemptions", doorToken, {
      barcode,
      scanId: crypto.randomUUID(),
      admitted: 1,
    });
    await all("nine visits left", (phone) => valueOf(phone) === "9");
    for (const phone of phones) {
      expect(phone.state.notices.map(({ text }) => text)).to.deep.equal(["Klipp igjen: 9"]);
      expect(phone.heard()).to.deep.equal(["push", "list 200", "fetch 200"]);
    }
  });

  it("turn void, all twenty, when the ticket is revoked through the API", async () => {
    await post(`/api/v1/passes/${serialNumber}/revoke`, service.demo.navApiKey, {
      reason: "Feil tilbud",
    });
    await all("void on every phone", (phone) => phone.isVoid(serialNumber));
    for (const phone of phones) {
      expect(phone.heard()).to.deep.equal(["push", "list 200", "fetch 200"]);
      expect(phone.isVoid(other)).to.equal(false);
    }
  });

  it("hear nothing more once the ticket is taken off", async () => {
    for (const phone of phones) {
      for (const each of [...phone.state.passes.keys()]) await phone.remove(each);
    }
    expect(await database.db("registrations")).to.deep.equal([]);
    expect(await database.db("devices")).to.deep.equal([]);
  });
});
