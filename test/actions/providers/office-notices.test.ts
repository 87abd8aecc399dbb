import { readdir, readFile } from "node:fs/promises";
import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { reviewOffer } from "../../../src/actions/offers/review-offer.ts";
import { submitOffer } from "../../../src/actions/offers/submit-offer.ts";
import { updateOffer } from "../../../src/actions/offers/update-offer.ts";
import { withdrawOffer } from "../../../src/actions/offers/withdraw-offer.ts";
import { sweepOwedWork } from "../../../src/actions/operations/sweep-owed-work.ts";
import { sendOfficeNotices } from "../../../src/actions/providers/send-office-notices.ts";
import { updateCultureContact } from "../../../src/actions/providers/update-culture-contact.ts";
import { contactsOfMunicipalities } from "../../../src/db/providers/culture-contacts.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { approveChange, proposeChange } from "../../support/approved-change.ts";
import { anOffer, testKeyRing } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { connectRewriting } from "../../support/connect-rewriting.ts";
import { withoutLock } from "../../support/without-locks.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";

const office: Actor = { role: "culture", id: "office", municipalities: ["5025"] };
const contact = {
  municipality: "5025",
  email: "kultur@roros.example",
  language: "nb",
  wantsNotices: true,
} as const;

describe("e-mails to a culture office about what waits for it", () => {
  const database = useDatabase();
  let deps: TestDeps;

  beforeEach(async () => {
    deps = testDeps(database.db);
    await database.db("office_notices").delete();
    await anOffer(database.db);
    await updateCultureContact(deps, { actor: office, contact });
  });

  const contactId = async () =>
    (await contactsOfMunicipalities(database.db, testKeyRing, ["5025"]))[0]?.id ?? "";
  const told = async (at = deps) => {
    deps.sent.length = 0;
    await sendOfficeNotices(at, { contactId: await contactId() });
    return deps.sent.map(({ to, subject, text }) => ({ to, subject, text }));
  };
  const aDraft = (title = "Bassengkveld") =>
    anOffer(database.db, { state: "draft", title: { nb: title } });
  const by = ({ id, providerId }: Offer) =>
    ({ actor: { role: "provider", id: "key", providerId }, offerId: id }) as const;
  const submit = async (offer: Offer) => submitOffer(deps, by(offer));

  it("an office is told once of an offer that waits, with the way to it, and out of such e-mails", async () => {
    const offer = await aDraft();
    await submit(offer);
    await sweepOwedWork(deps);
    expect(deps.enqueued).to.deep.include({
      name: "send-office-notices",
      payload: { contactId: await contactId() },
    });
    const [mail, ...more] = await told();
    expect(more).to.deep.equal([]);
    expect(mail).to.include({ to: contact.email, subject: "Venter på deg: Bassengkveld" });
    expect(mail?.text).to.contain(`/culture/offers/${offer.id}`);
    expect(mail?.text).to.match(/\/unsubscribe\/office\//);
    expect(await told()).to.deep.equal([]);
  });

  it("an office is told of all that waits in one e-mail, without what was withdrawn meanwhile", async () => {
    const withdrawn = await aDraft("Trukket");
    for (const offer of [withdrawn, await aDraft("Bowling"), await aDraft("Kino")]) {
      await submit(offer);
    }
    await withdrawOffer(deps, by(withdrawn));
    const [mail, ...more] = await told();
    expect(more).to.deep.equal([]);
    expect(mail?.subject).to.equal("2 ting venter på deg");
    expect(mail?.text).to.contain("Bowling").and.contain("Kino").and.not.contain("Trukket");
  });

  it("an office is told once a day of an offer that is withdrawn and sent again, and anew after its decision", async () => {
    const offer = await aDraft();
    await submit(offer);
    expect(await told()).to.have.length(1);
    await withdrawOffer(deps, by(offer));
    await submit(offer);
    expect(await told()).to.deep.equal([]);
    const decision = { decision: "returned", reason: "Når?" } as const;
    await reviewOffer(deps, { actor: office, offerId: offer.id, ...decision });
    await submit(offer);
    expect(await told()).to.have.length(1);
  });

  it("an office is told of an offer that was withdrawn before it was told, and sent again the same day", async () => {
    const offer = await aDraft();
    for (let sent = 1; sent <= 2; sent += 1) {
      await submit(offer);
      await withdrawOffer(deps, by(offer));
      expect(await told()).to.deep.equal([]);
    }
    await submit(offer);
    expect(await told()).to.have.length(1);
    expect(await told()).to.deep.equal([]);
  });

  describe("an offer that is sent again while the notice of its withdrawn self is dropped", () => {
    /** Sends it again once the statement that drops has read the offers; answers how many the office is told of then. */
    async function toldAfter(rewrite: (sql: string) => string): Promise<number> {
      const offer = await aDraft();
      await submit(offer);
      await withdrawOffer(deps, by(offer));
      let sentAgain: Promise<unknown> | undefined;
      const db = connectRewriting(database.url, (sql) => {
        if (!sql.includes("set state = 'dropped'")) return rewrite(sql);
        sentAgain = submit(offer);
        const slow = "from (select pg_sleep(0.2)) as slow, culture_contacts as contacts";
        return rewrite(sql).replace("from culture_contacts as contacts", slow);
      });
      try {
        expect(await told({ ...deps, db })).to.deep.equal([]);
        await sentAgain;
        return (await told()).length;
      } finally {
        await db.destroy();
      }
    }

    it("is told of", async () => {
      expect(await toldAfter((sql) => sql)).to.equal(1);
    });

    it("goes untold without the offer's lock (negative control)", async () => {
      expect(await toldAfter(withoutLock)).to.equal(0);
    });
  });

  it("an office is told of a change that waits of an approved offer, and not of its own return", async () => {
    const offer = await anOffer(database.db, { state: "open", title: { nb: "Bassengkveld" } });
    await proposeChange(deps, offer, { title: { nb: "Vannkveld" } });
    expect((await told())[0]?.text).to.contain("vil endre «Bassengkveld»");
    const decision = { decision: "returned", reason: "Hva er nytt?" } as const;
    await reviewOffer(deps, { actor: office, offerId: offer.id, ...decision });
    expect(await told()).to.deep.equal([]);
  });

  it("an office is told that an event moved, and again when it moves after that", async () => {
    const start = new Date("2027-01-16T18:00:00Z");
    const offer = await anOffer(database.db, {
      title: { nb: "Konsert" },
      event: { start, end: new Date("2027-01-16T21:00:00Z") },
      validity: { from: start, until: new Date("2027-01-16T21:00:00Z") },
    });
    const move = (day: string) => {
      const event = { start: `${day}T18:00:00Z`, end: `${day}T21:00:00Z` };
      return updateOffer(deps, { ...by(offer), changes: { event } });
    };
    await move("2027-01-23");
    await move("2027-01-24");
    const [mail, ...more] = await told();
    expect(more).to.deep.equal([]);
    expect(mail?.subject).to.equal("Endret: Konsert");
    expect(mail?.text).to.contain(`/culture/offers/${offer.id}`);
    deps.clock.set(new Date(deps.clock.now().getTime() + 60_000));
    await move("2027-01-25");
    expect(await told()).to.have.length(1);
    expect(await told()).to.deep.equal([]);
  });

  it("an office is told of a new look on an approved offer's tickets, and of none before the approval", async () => {
    for (const state of ["open", "submitted"] as const) {
      const offer = await anOffer(database.db, { state, title: { nb: "Konsert" } });
      const of = { template_id: offer.templateId };
      const row = await database.db("template_versions").where(of).first<{ definition: object }>();
      const definition = JSON.stringify(row.definition);
      await database.db("template_versions").insert({ ...row, version: 2, definition });
      await database.db("offers").where({ id: offer.id }).update({ template_version: 2 });
      const texts = (await told()).map(({ text }) => text).join();
      if (state === "open") expect(texts).to.contain("billettene til «Konsert» et nytt utseende");
      else expect(texts).to.not.contain("utseende");
    }
  });

  describe("an office whose municipality another office's offer names", () => {
    const payer: Actor = { role: "culture", id: "payer", municipalities: ["5026"] };
    const theirs = { ...contact, municipality: "5026", email: "kultur@holtalen.example" };

    beforeEach(async () => {
      await anOffer(database.db, { municipalities: ["5026"] });
      await updateCultureContact(deps, { actor: payer, contact: theirs });
    });

    const toldThere = async () => {
      deps.sent.length = 0;
      const [its] = await contactsOfMunicipalities(database.db, testKeyRing, ["5026"]);
      await sendOfficeNotices(deps, { contactId: its?.id ?? "" });
      return deps.sent.map(({ to, subject, text }) => ({ to, subject, text }));
    };
    const approved = async (municipalities: string[]) => {
      const draft = { state: "draft", title: { nb: "Bassengkveld" }, municipalities } as const;
      const offer = await anOffer(database.db, draft);
      await submit(offer);
      await told();
      expect(await toldThere(), "before the approval").to.deep.equal([]);
      await reviewOffer(deps, { actor: office, offerId: offer.id, decision: "approved" });
      return offer;
    };

    it("is told once that it is approved, with the way to it, and out of such e-mails", async () => {
      const { id } = await approved(["5025", "5026"]);
      const [mail, ...more] = await toldThere();
      expect(more).to.deep.equal([]);
      expect(mail).to.include({ to: theirs.email, subject: "Nytt tilbud: Bassengkveld" });
      expect(mail?.text).to.contain(`/culture/running/${id}`);
      expect(mail?.text).to.match(/\/unsubscribe\/office\//);
      expect(await toldThere()).to.deep.equal([]);
      expect(await told(), "the office that approved it").to.deep.equal([]);
    });

    it("is told of a new offer and a changed one in a subject that says which is which", async () => {
      const offer = await approved(["5025", "5026"]);
      await toldThere();
      await proposeChange(deps, offer, { title: { nb: "Vannkveld" } });
      await approveChange(deps, offer);
      const draft = { state: "draft", title: { nb: "Kino" }, municipalities: ["5025", "5026"] };
      const other = await anOffer(database.db, draft as Partial<Offer>);
      await submit(other);
      await reviewOffer(deps, { actor: office, offerId: other.id, decision: "approved" });
      const [mail] = await toldThere();
      expect(mail?.subject).to.equal("Nytt tilbud: Kino. Endret: Vannkveld");
      expect(mail?.text).to.contain("Se hva som gjelder nå.").and.not.contain("koste nå");
    });

    it("is told no more of an offer that it has declined", async () => {
      const offer = await approved(["5025", "5026"]);
      await toldThere();
      await database
        .db("offers")
        .where({ id: offer.id })
        .update({ declined_in: ["5026"] });
      await proposeChange(deps, offer, { title: { nb: "Vannkveld" } });
      await approveChange(deps, offer);
      expect(await toldThere()).to.deep.equal([]);
    });

    it("is told of what ran before such offices were told, unless it has declined that or it has ended", async () => {
      const running = { title: { nb: "Gammelt" }, municipalities: ["5025", "5026"] };
      await anOffer(database.db, running);
      const declined = await anOffer(database.db, { ...running, title: { nb: "Stengt" } });
      await database
        .db("offers")
        .where({ id: declined.id })
        .update({ declined_in: ["5026"] });
      const heard = await approved(["5025", "5026"]);
      await toldThere();
      const names = await readdir("migrations");
      const name = names.find((each) => each.endsWith("-told-of-running-offers.sql")) ?? "";
      await database.owner.raw(await readFile(`migrations/${name}`, "utf8"));
      const [mail] = await toldThere();
      expect(mail?.subject).to.contain("Gammelt").and.not.contain("Stengt");
      expect(mail?.text).not.to.contain(heard.id);
    });

    it("is told of a change once it is approved, and of none that is returned", async () => {
      const offer = await approved(["5025", "5026"]);
      await toldThere();
      for (const [decision, mails] of [
        ["returned", 0],
        ["approved", 1],
      ] as const) {
        await proposeChange(deps, offer, { title: { nb: `Vannkveld ${decision}` } });
        if (decision === "approved") await approveChange(deps, offer);
        else {
          const why = { decision, reason: "Hva er nytt?" };
          await reviewOffer(deps, { actor: office, offerId: offer.id, ...why });
        }
        const heard = await toldThere();
        expect(heard).to.have.length(mails);
        if (mails === 1) expect(heard[0]?.subject).to.equal("Endret: Vannkveld approved");
      }
    });

    for (const [when, municipalities, closed] of [
      ["that names another alone", ["5025"], false],
      ["that is closed before it is told", ["5025", "5026"], true],
    ] as const) {
      it(`is told nothing of an offer ${when}`, async () => {
        const { id } = await approved([...municipalities]);
        if (closed) await database.db("offers").where({ id }).update({ state: "closed" });
        expect(await toldThere()).to.deep.equal([]);
      });
    }
  });

  it("the office that pays is told once of a month to attest, of however many lines", async () => {
    const { id: offerId, providerId } = await aDraft();
    const statement = { provider_id: providerId, month: "2026-12" };
    await database.db("settlement_statements").insert({ ...statement, stated_at: new Date() });
    for (const used_in of ["2026-12", "2026-11"]) {
      await database.db("settlement_statement_lines").insert({
        ...statement,
        used_in,
        offer_id: offerId,
        municipality_number: "5025",
        uses: 7,
        admissions: 9,
        refund_per_admission_ore: 9000,
        refund_ore: 81_000,
      });
    }
    const [mail, ...more] = await told();
    expect(more).to.deep.equal([]);
    expect(mail?.subject).to.equal("Venter på deg: desember 2026");
    expect(mail?.text)
      .to.contain("/culture/settlements/2026-12")
      .and.not.match(/\b810\b|\bkr\b/);
  });

  for (const { who, contact: set } of [
    { who: "that wants no e-mails", contact: { ...contact, wantsNotices: false } },
    { who: "whose address was removed", contact: { municipality: "5025" } },
  ]) {
    it(`an office ${who} is told nothing`, async () => {
      await submit(await aDraft());
      await updateCultureContact(deps, { actor: office, contact: set });
      await submit(await aDraft());
      const [row] = await database.db("culture_contacts").select<{ id: string }[]>("id");
      await sendOfficeNotices(deps, { contactId: row?.id ?? crypto.randomUUID() });
      expect(deps.sent).to.deep.equal([]);
    });
  }

  it("an e-mail to an office is owed until it has left, tried with pauses, and given up after a day and a half", async () => {
    await submit(await aDraft("Kino"));
    const failing = { ...deps, messages: { send: () => Promise.reject(new Error("down")) } };
    const started = deps.clock.now().getTime();
    await told(failing);
    expect(await told()).to.deep.equal([]);
    deps.clock.set(new Date(started + 4 * 60_000));
    await submit(await aDraft("Bowling"));
    const mails = await told();
    expect(mails.map(({ subject }) => subject)).to.have.members([
      "Venter på deg: Kino",
      "Venter på deg: Bowling",
    ]);
    await submit(await aDraft());
    for (let attempt = 1; attempt <= 12; attempt += 1) {
      await told(failing);
      deps.clock.set(new Date(deps.clock.now().getTime() + 4 * 3_600_000));
    }
    expect(await told()).to.deep.equal([]);
    expect(await database.db("office_notices").where({ state: "failed" })).to.have.length(1);
  });

  it("an office sets the address of its own municipalities alone", async () => {
    const others = { ...contact, municipality: "3430" };
    const refusal = await updateCultureContact(deps, { actor: office, contact: others }).catch(
      (error: unknown) => error,
    );
    expect(refusal).to.have.property("code", "validation_failed");
  });

  it("two that set an address at once leave one that can be read", async () => {
    await database.db("culture_contacts").delete();
    const emails = ["a@roros.example", "b@roros.example"];
    await Promise.all(
      emails.map((email) =>
        updateCultureContact(deps, { actor: office, contact: { ...contact, email } }),
      ),
    );
    const [set] = await contactsOfMunicipalities(database.db, testKeyRing, ["5025"]);
    expect(emails).to.include(set?.email);
  });
});
