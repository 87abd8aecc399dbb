import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { lapseUnclaimedPasses } from "../../../src/actions/passes/lapse-unclaimed-passes.ts";
import { renewClaimLink } from "../../../src/actions/recipients/renew-claim-link.ts";
import { holderNb } from "../../../src/views/texts/holder-nb.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { aPass, anOffer, aRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";
import { testDeps } from "../../support/test-deps.ts";

const officer: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
const hour = 3_600_000;

describe("a claim link's page", () => {
  const database = useDatabase();
  const apple = useAppleWallet();
  const server = useServer(database, { change: (deps) => ({ ...deps, apple: apple.wallet }) });

  async function claim(pass: Parameters<typeof aPass>[1]) {
    const { id, reference } = await aRecipient(database.db);
    const { url } = await renewClaimLink(server.deps, { actor: officer, reference });
    const { serialNumber } = await aPass(database.db, { ...pass, recipientId: id });
    return { path: server.url + new URL(url).pathname, serialNumber };
  }
  const read = async (url: string) => {
    const answer = await fetch(url);
    return { status: answer.status, text: await answer.text() };
  };
  const button = `<button>${holderNb.showCode}`;
  const qrCode = `aria-label="${holderNb.codeFor("")}`;

  it("a claim page is found by its code, also from the bare address", async () => {
    const { status, text } = await read(server.url);
    expect(status).to.equal(200);
    expect(text).to.contain(holderNb.codeLabel);
  });

  it("a claim page shows a ticket's code on request, and then the ticket does not lapse", async () => {
    const claimUntil = new Date(server.deps.clock.now().getTime() + hour);
    const offer = await anOffer(database.db);
    const { path, serialNumber } = await claim({ offer, claimUntil });
    const before = await read(path);
    expect(before.text).to.contain(button).and.to.not.contain(qrCode);

    const asked = await fetch(`${path}/${serialNumber}/code`, {
      method: "POST",
      redirect: "manual",
    });
    expect(asked.status).to.equal(303);
    const after = await read(server.url + (asked.headers.get("location") ?? ""));
    expect(after.text).to.contain(qrCode).and.to.not.contain(button);

    await lapseUnclaimedPasses(
      testDeps(database.db, { now: new Date(claimUntil.getTime() + hour) }),
    );
    expect((await read(path)).text).to.contain(qrCode);
  });

  it("a claim page lapses a ticket whose page was opened, and nothing more", async () => {
    const claimUntil = new Date(server.deps.clock.now().getTime() + hour);
    const { path } = await claim({ offer: await anOffer(database.db), claimUntil });
    await read(path);
    await lapseUnclaimedPasses(
      testDeps(database.db, { now: new Date(claimUntil.getTime() + hour) }),
    );
    expect((await read(path)).text).to.contain(holderNb.allEnded);
  });

  it("a claim page shows no code of a ticket that another link holds", async () => {
    const claimUntil = new Date(server.deps.clock.now().getTime() + hour);
    const one = await claim({ offer: await anOffer(database.db), claimUntil });
    const other = await claim({ offer: await anOffer(database.db), claimUntil });
    const url = `${one.path}/${other.serialNumber}/code`;
    expect((await fetch(url, { method: "POST" })).status).to.equal(404);
    expect((await read(other.path)).text).to.not.contain(qrCode);
  });

  for (const rest of ["google", "all.pkpasses", "tickets.pdf"]) {
    it(`a claim page asks for a moment's patience while its ticket is being made ready (${rest})`, async () => {
      const { path } = await claim({ offer: await anOffer(database.db), state: "pending" });
      expect((await read(`${path}/${rest}`)).status).to.equal(503);
    });
  }

  for (const rest of ["google", "all.pkpasses", "tickets.pdf"]) {
    it(`a claim page says that its tickets are no longer valid, and leads back to them (${rest})`, async () => {
      const { path } = await claim({ offer: await anOffer(database.db), state: "revoked" });
      const { status, text } = await read(`${path}/${rest}`);
      expect(status).to.equal(410);
      expect(text)
        .to.contain(holderNb.gone)
        .and.contain(`href="${new URL(path).pathname}?lang=nb"`);
    });
  }
});
