import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { lapseUnclaimedPasses } from "../../../src/actions/passes/lapse-unclaimed-passes.ts";
import { renewClaimLink } from "../../../src/actions/recipients/renew-claim-link.ts";
import { findPass } from "../../../src/db/passes/passes.ts";
import { ticketRuleWords } from "../../../src/domain/offers/ticket-rule-words.ts";
import { ticketNumberText } from "../../../src/domain/passes/ticket-number.ts";
import { holderNb } from "../../../src/views/texts/holder-nb.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { aPass, anOffer, aRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";
import { testDeps } from "../../support/test-deps.ts";
import { waitForLock } from "../../support/wait-for-lock.ts";

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
  const fetchedAt = async (serialNumber: string) => {
    const row = await database
      .db("passes")
      .where({ serial_number: serialNumber })
      .first<{ fetched_at: Date | null }>("fetched_at");
    return row.fetched_at;
  };
  const button = `<button>${holderNb.showCode}`;
  const qrCode = `aria-label="${holderNb.codeFor("")}`;

  it("a claim page is found by its code, also from the bare address", async () => {
    const { status, text } = await read(server.url);
    expect(status).to.equal(200);
    expect(text).to.contain(holderNb.codeLabel);
  });

  for (const after of [".", ")", ").", "%22", "%C2%BB", ","]) {
    it(`a claim page is opened by its link with ${decodeURIComponent(after)} behind it, in the language that was asked for`, async () => {
      const { path } = await claim({ offer: await anOffer(database.db) });
      const answer = await fetch(`${path}${after}?lang=nn`, { redirect: "manual" });
      expect(answer.status).to.equal(302);
      expect(answer.headers.get("location")).to.equal(`${new URL(path).pathname}?lang=nn`);
    });
  }

  it("a claim page's other languages show the same part of the tickets, and the same code", async () => {
    const { path, serialNumber } = await claim({ offer: await anOffer(database.db) });
    const { text } = await read(`${path}?lang=nn&page=2&code=${serialNumber}`);
    const kept = `&amp;page=2&amp;code=${serialNumber}"`;
    for (const language of ["nb", "nn", "en", "sma"]) {
      expect(text).to.contain(`href="${new URL(path).pathname}?lang=${language}${kept}`);
    }
  });

  it("a claim page shows a ticket's code on request, and then the ticket does not lapse", async () => {
    const claimUntil = new Date(server.deps.clock.now().getTime() + hour);
    const offer = await anOffer(database.db);
    const { path, serialNumber } = await claim({ offer, claimUntil });
    const before = await read(path);
    expect(before.text).to.contain(button).and.to.not.contain(qrCode);
    expect(before.text).to.contain(holderNb.printOne).and.not.contain(holderNb.printAll);

    const asked = await fetch(`${path}/${serialNumber}/code`, {
      method: "POST",
      redirect: "manual",
    });
    expect(asked.status).to.equal(303);
    const after = await read(server.url + (asked.headers.get("location") ?? ""));
    expect(after.text).to.contain(qrCode).and.to.not.contain(button);
    const { ticketNumber = null } = (await findPass(database.db, serialNumber)) ?? {};
    expect(after.text).to.contain(`<strong>${ticketNumberText(ticketNumber)}</strong>`);

    await lapseUnclaimedPasses(
      testDeps(database.db, { now: new Date(claimUntil.getTime() + hour) }),
    );
    expect((await read(path)).text).to.contain(qrCode);
  });

  it("a code's screen says title, persons, code and number, and is compressed", async () => {
    const offer = await anOffer(database.db, { title: { nb: "Kino" }, companions: 1 });
    const { path, serialNumber } = await claim({ offer });
    const answer = await fetch(`${path}/${serialNumber}/code`);
    expect(answer.headers.get("content-encoding")).to.equal("gzip");
    expect(answer.headers.get("cache-control")).to.contain("no-store");
    const { ticketNumber = null } = (await findPass(database.db, serialNumber)) ?? {};
    expect(await answer.text())
      .to.contain("<h1>Kino</h1>")
      .and.contain(ticketRuleWords("nb").people(2))
      .and.contain(`aria-label="${holderNb.codeFor("Kino")}"`)
      .and.contain(`<strong>${ticketNumberText(ticketNumber)}</strong>`);
  });

  it("a code's screen leads to the tickets, and fetches nothing, before the code was asked for", async () => {
    const claimUntil = new Date(server.deps.clock.now().getTime() + hour);
    const { path, serialNumber } = await claim({ offer: await anOffer(database.db), claimUntil });
    const asked = await fetch(`${path}/${serialNumber}/code`, { redirect: "manual" });
    expect(asked.status).to.equal(303);
    const location = asked.headers.get("location") ?? "";
    expect(location).to.match(new RegExp(`^${new URL(path).pathname}\\?`));
    expect((await read(server.url + location)).text)
      .to.contain(button)
      .and.not.contain(qrCode);
    expect(await fetchedAt(serialNumber)).to.equal(null);
  });

  it("a claim page shows tickets that look alike once, with their number, and what each can do", async () => {
    const { id, reference } = await aRecipient(database.db);
    const { url } = await renewClaimLink(server.deps, { actor: officer, reference });
    const kino = await anOffer(database.db, { title: { nb: "Kino" }, uses: 3, quota: 4 });
    const other = await anOffer(database.db, { title: { nb: "Museum" } });
    const serials = [];
    for (const [offer, usesLeft] of [
      [kino, 3],
      [kino, 3],
      [other, 1],
      [kino, 3],
      [kino, 2],
    ] as const) {
      serials.push(await aPass(database.db, { offer, usesLeft, recipientId: id }));
    }
    const { text } = await read(server.url + new URL(url).pathname);
    const titles = [...text.matchAll(/<h2 id="title-[^>]*>([^<]*)</g)].map(([, title]) => title);
    expect(titles).to.have.members(["3 × Kino", "Kino", "Museum"]);
    for (const { serialNumber } of serials) {
      expect(text.split(`id="ticket-${serialNumber}"`)).to.have.length(2);
      expect(text.split(`/${serialNumber}/code?lang=nb"`)).to.have.length(2);
    }
    for (const n of [1, 2, 3]) expect(text).to.contain(`<h3>${holderNb.ticketOf(n, 3)}</h3>`);
    expect(text).to.contain(holderNb.printAll).and.not.contain(holderNb.printOne);
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

  describe("with many tickets", () => {
    const count = 25;
    const many = async () => {
      const { id, reference } = await aRecipient(database.db);
      const { url } = await renewClaimLink(server.deps, { actor: officer, reference });
      const offer = await anOffer(database.db, { quota: count });
      const made: string[] = [];
      while (made.length < count) {
        const { serialNumber } = await aPass(database.db, { offer, recipientId: id });
        made.push(serialNumber);
      }
      return { path: server.url + new URL(url).pathname, serialNumbers: made.sort() };
    };
    const shownOn = ({ text }: { text: string }) =>
      [...text.matchAll(/<div class="doings" id="ticket-([\w-]{22})"/g)].map(
        ([, serialNumber]) => serialNumber,
      );

    it("a claim page shows ten tickets, and links to the page before and after", async () => {
      const { path, serialNumbers } = await many();
      const pages = await Promise.all(
        ["", "?page=2", "?page=3"].map((page) => read(`${path}${page}`)),
      );
      expect(pages.map((page) => shownOn(page).length)).to.deep.equal([10, 10, 5]);
      expect(pages.flatMap(shownOn)).to.deep.equal(serialNumbers);
      const links = pages.map(({ text }) => [
        text.includes(holderNb.pageBefore),
        text.includes(holderNb.pageAfter),
      ]);
      expect(links).to.deep.equal([
        [false, true],
        [true, true],
        [true, false],
      ]);
      expect(pages[1]?.text).to.contain(holderNb.pageOf(2, 3));
    });

    it("a claim page opens where the ticket is whose code is shown, and at the last one beyond the end", async () => {
      const { path, serialNumbers } = await many();
      const shown = await read(`${path}?code=${serialNumbers[14]}`);
      expect(shownOn(shown)).to.include(serialNumbers[14]);
      for (const page of ["9999", "0", "-1", "x", "1e9"]) {
        expect((await read(`${path}?page=${page}`)).status, page).to.equal(200);
      }
      expect(shownOn(await read(`${path}?page=9999`))).to.deep.equal(serialNumbers.slice(20));
    });

    it("a claim link's PDF is drawn once a minute, and anew for other tickets", async () => {
      const { path, serialNumbers } = await many();
      const pdf = async (query = "") => {
        const answer = await fetch(`${path}/tickets.pdf${query}`);
        expect(answer.status).to.equal(200);
        return Buffer.from(await answer.arrayBuffer()).toString("latin1");
      };
      const start = server.deps.clock.now().getTime();
      const first = await pdf();
      server.deps.clock.set(new Date(start + 59_000));
      expect(await pdf()).to.equal(first);
      expect(await pdf(`?ticket=${serialNumbers[0]}`)).to.not.equal(first);
      server.deps.clock.set(new Date(start + 61_000));
      expect(await pdf()).to.not.equal(first);
      server.deps.clock.set(new Date(start));
    });
  });

  it("a claim link has one PDF drawn at a time and lets two more requests wait, in no other link's way", async () => {
    const own = await claim({ offer: await anOffer(database.db) });
    const other = await claim({ offer: await anOffer(database.db) });
    const pdf = async ({ path }: { path: string }) => (await fetch(`${path}/tickets.pdf`)).status;
    expect(await pdf(other), "drawn before, so that it needs no time").to.equal(200);
    const answers = await database.owner.transaction(async (held) => {
      await held("passes").where({ serial_number: own.serialNumber }).forUpdate().select();
      const first = pdf(own);
      await waitForLock(database.owner);
      const rest = Array.from({ length: 3 }, () => pdf(own));
      expect(await Promise.race(rest)).to.equal(503);
      expect(await pdf(other)).to.equal(200);
      return { first, rest };
    });
    expect(await answers.first, "the one that was being drawn").to.equal(200);
    expect((await Promise.all(answers.rest)).sort()).to.deep.equal([200, 200, 503]);
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
