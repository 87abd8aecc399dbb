import { expect } from "chai";
import { createProviderUser } from "../../../src/actions/providers/create-provider-user.ts";
import { updateContact } from "../../../src/actions/providers/update-contact.ts";
import { updateProviderUser } from "../../../src/actions/providers/update-provider-user.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { renewInvitation } from "../../../src/actions/providers/renew-invitation.ts";
import { renewContactInvitation } from "../../../src/actions/providers/renew-contact-invitation.ts";
import { inviteProvider } from "../../../src/actions/providers/invite-provider.ts";
import { listApiKeys } from "../../../src/actions/integrations/list-api-keys.ts";
import { listProviderUsers } from "../../../src/actions/providers/list-provider-users.ts";
import { consumeLoginLink } from "../../../src/actions/providers/consume-login-link.ts";
import { removeProviderUser } from "../../../src/actions/providers/remove-provider-user.ts";
import { requestLogin } from "../../../src/actions/providers/request-login.ts";
import { sendInvitation } from "../../../src/actions/providers/send-invitation.ts";
import { getContact } from "../../../src/actions/providers/get-contact.ts";
import { sweepOwedWork } from "../../../src/actions/operations/sweep-owed-work.ts";
import { upsertCultureContact } from "../../../src/db/providers/culture-contacts.ts";
import { insertProviderUser } from "../../../src/db/providers/provider-users.ts";
import { KeyRing } from "../../../src/key-ring.ts";
import { aMunicipality, aProvider, testKeyRing } from "../../support/builders.ts";
import { connectRewriting } from "../../support/connect-rewriting.ts";
import { useDatabase } from "../../support/database.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { testDeps, type TestDeps } from "../../support/test-deps.ts";
import { connectWithoutLocks } from "../../support/without-locks.ts";

describe("a provider's people", () => {
  const database = useDatabase();
  let deps: TestDeps;
  let providerId: string;
  let owner: Actor;
  let number = 0;

  beforeEach(async () => {
    deps = testDeps(database.db);
    ({ id: providerId } = await aProvider(database.db));
    owner = await aUser("owner");
  });

  /** Someone of the provider, as who they act. */
  async function aUser(role: "owner" | "staff", email = `person-${number++}@provider.example`) {
    const id = await database.db.transaction((trx) =>
      insertProviderUser(trx, testKeyRing, { providerId, role, email }),
    );
    return { role: "provider", id: id ?? "", providerId } as const;
  }

  const ask = (email: string, browserSecret = "this browser") =>
    requestLogin(deps, { email, browserSecret, knownUserIds: [], language: "nb" });
  const tokensSent = () =>
    deps.sent
      .flatMap(({ text }) => [...text.matchAll(/\/provider\/login\/([\w-]{43})/g)])
      .map(([, token = ""]) => token);
  const open = (token = tokensSent().at(-1) ?? "", browserSecret = "this browser") =>
    consumeLoginLink(deps, { token, browserSecret });

  describe("invited by the culture office", () => {
    const culture: Actor = { role: "culture", id: "office", municipalities: ["5025"] };
    const provider = {
      name: "Storstuggu kino",
      organisationNumber: "313000079",
      municipality: "5025",
      contactEmail: "Kino@Storstuggu.example",
    };

    it("get an e-mail that says how to sign in, once, and become owners", async () => {
      await aMunicipality(database.db);
      const { id } = await inviteProvider(deps, { actor: culture, provider });
      const [job] = deps.enqueued;
      expect(job?.name).to.equal("send-invitation");
      const { userId } = job?.payload as { userId: string };
      await sendInvitation(deps, { userId });
      await sendInvitation(deps, { userId });
      expect(deps.sent).to.have.length(1);
      const [message] = deps.sent;
      expect(message).to.include({ channel: "email", to: "Kino@Storstuggu.example" });
      expect(message?.text).to.contain(`${deps.config.publicUrl}/provider/login`);
      const [first] = await listProviderUsers(deps, {
        actor: { role: "provider", id: "x", providerId: id },
      });
      expect(first).to.include({ role: "owner", email: "Kino@Storstuggu.example" });
    });

    it("provider users invited by the culture office read its address, unless it would tell", async () => {
      for (const [address, isRead] of [
        ["kultur@roros.example", true],
        ["opplevelseskort@roros.example", false],
      ] as const) {
        // Past the action that refuses it: as one stored before its word was listed.
        const contact = { municipality: "5025", email: address, language: "nb" } as const;
        await database.db.transaction((trx) =>
          upsertCultureContact(trx, testKeyRing, { ...contact, wantsNotices: false }),
        );
        const { id } = await aUser("staff");
        await sendInvitation(deps, { userId: id });
        const text = deps.sent.at(-1)?.text ?? "";
        expect(text).to.contain("spør kulturkontoret i");
        expect(text.includes(address), address).to.equal(isRead);
      }
    });

    it("provider users invited by the culture office are owed the e-mail until it has left", async () => {
      const [user] = await listProviderUsers(deps, { actor: owner });
      const id = user?.id ?? "";
      const failing = { ...deps, messages: { send: () => Promise.reject(new Error("down")) } };
      await sendInvitation(failing, { userId: id }).catch(() => undefined);
      await sweepOwedWork(deps);
      expect(deps.enqueued).to.deep.include({ name: "send-invitation", payload: { userId: id } });
      await sendInvitation(deps, { userId: id });
      deps.enqueued.length = 0;
      await sweepOwedWork(deps);
      expect(deps.enqueued).not.to.deep.include({
        name: "send-invitation",
        payload: { userId: id },
      });
    });
  });

  describe("invited again", () => {
    const later = (minutes: number) => {
      deps.clock.set(new Date(deps.clock.now().getTime() + minutes * 60_000));
    };
    const again = (userId: string, language: "nb" | "nn" = "nb") =>
      renewInvitation(deps, { actor: owner, userId, language });
    const invite = async (email: string, language: "nb" | "nn" = "nb") => {
      const userId = await createProviderUser(deps, {
        actor: owner,
        email,
        role: "staff",
        language,
      });
      await sendInvitation(deps, { userId });
      return userId;
    };

    it("get an e-mail of its own, in the language of whoever asks", async () => {
      const userId = await invite("slow@provider.example", "nn");
      later(10);
      await again(userId, "nb");
      expect(deps.enqueued.at(-1)).to.eql({ name: "send-invitation", payload: { userId } });
      await sendInvitation(deps, { userId });
      await sendInvitation(deps, { userId });
      const [nynorsk, bokmaal, ...more] = deps.sent;
      expect(more).to.deep.equal([]);
      expect(nynorsk?.text).to.contain("billettane").and.to.contain("/provider/login?lang=nn");
      expect(bokmaal?.text).to.contain("billettene").and.to.contain("/provider/login?lang=nb");
      expect(nynorsk?.id).not.to.equal(bokmaal?.id);
    });

    it("provider users invited again are owed the newer one, though the former leaves at the same moment", async () => {
      const userId = await invite("renewed@provider.example");
      later(10);
      await again(userId);
      const renewing = {
        ...deps,
        messages: {
          send: async () => {
            await database
              .db("provider_users")
              .where({ id: userId })
              .update({ invitation_id: crypto.randomUUID() });
            return {};
          },
        },
      };
      await sendInvitation(renewing, { userId });
      deps.sent.length = 0;
      await sendInvitation(deps, { userId });
      expect(deps.sent).to.have.length(1);
    });

    it("illegal_state within ten minutes, after five, and once they have signed in", async () => {
      const userId = await invite("often@provider.example");
      later(9.9);
      expect((await refusalOf(again(userId))).code).to.equal("illegal_state");
      for (let number = 2; number <= 5; number += 1) {
        later(10);
        await again(userId);
        await sendInvitation(deps, { userId });
      }
      later(10_000);
      expect((await refusalOf(again(userId))).code).to.equal("illegal_state");
      const other = await invite("in@provider.example");
      await ask("in@provider.example");
      await open();
      later(10);
      expect((await refusalOf(again(other))).code).to.equal("illegal_state");
    });

    /** Asks eight times at the same moment; answers how many of them got through. */
    const hurry = async (email: string, db = database.db) => {
      const userId = await invite(email);
      later(10);
      const asked = await Promise.allSettled(
        Array.from({ length: 8 }, () =>
          renewInvitation({ ...deps, db }, { actor: owner, userId, language: "nb" }),
        ),
      );
      return asked.filter(({ status }) => status === "fulfilled").length;
    };

    it("once, of many requests at the same moment", async () => {
      expect(await hurry("hasty@provider.example")).to.equal(1);
    });

    it("more than once without the provider's lock (negative control)", async () => {
      const unlocked = connectWithoutLocks(database.url);
      try {
        let most = 1;
        for (let round = 0; round < 30 && most === 1; round++) {
          most = await hurry(`hasty-${round}@provider.example`, unlocked);
        }
        expect(most).to.be.above(1);
      } finally {
        await unlocked.destroy();
      }
    });
  });

  describe("that the culture office writes to", () => {
    const culture: Actor = { role: "culture", id: "office", municipalities: ["5025"] };
    const contact = () => getContact(deps, { actor: culture, providerId });
    const change = (email: string, actor: Actor = culture) =>
      updateContact(deps, { actor, providerId, email, language: "nn" });
    const people = async () =>
      (await listProviderUsers(deps, { actor: owner })).map(
        ({ email, role }) => `${role} ${email}`,
      );

    beforeEach(async () => {
      await database.db("provider_users").where({ provider_id: providerId }).delete();
      const none = { contact_email: null, contact_email_sealed: null };
      await database.db("providers").where({ id: providerId }).update(none);
    });

    it("join as owners where there was no address yet", async () => {
      expect((await contact()).contact).to.equal(undefined);
      await change("new@club.example");
      const { provider, contact: person } = await contact();
      expect(provider.contactEmail).to.equal("new@club.example");
      await sendInvitation(deps, { userId: person?.id ?? "" });
      expect(deps.sent[0]).to.include({ to: "new@club.example" });
      expect(deps.sent[0]?.text).to.contain("billettane");
    });

    it("give way to the right address when they never signed in", async () => {
      await change("wrnog@club.example");
      await change("wrong@club.example");
      expect(await people()).to.deep.equal(["owner wrong@club.example"]);
      await ask("wrnog@club.example");
      expect(deps.sent).to.deep.equal([]);
    });

    it("stay when they have signed in, beside the new one", async () => {
      await change("first@club.example");
      await ask("first@club.example");
      await open();
      await change("second@club.example");
      expect(await people()).to.have.members([
        "owner first@club.example",
        "owner second@club.example",
      ]);
    });

    it("become owners when they look after the provider already", async () => {
      await aUser("staff", "known@club.example");
      await change("Known@club.example");
      expect(await people()).to.deep.equal(["owner known@club.example"]);
      expect(deps.enqueued).to.deep.equal([]);
    });

    it("provider users written to by the culture office are invited again, within bounds", async () => {
      await change("slow@club.example");
      const { contact: person } = await contact();
      const ids = { actor: culture, providerId, language: "nb" } as const;
      expect((await refusalOf(renewContactInvitation(deps, ids))).code).to.equal("illegal_state");
      await sendInvitation(deps, { userId: person?.id ?? "" });
      deps.clock.set(new Date(deps.clock.now().getTime() + 600_000));
      await renewContactInvitation(deps, ids);
      await sendInvitation(deps, { userId: person?.id ?? "" });
      expect(deps.sent).to.have.length(2);
      expect((await refusalOf(renewContactInvitation(deps, ids))).code).to.equal("illegal_state");
    });

    it("not_found to another municipality's office, and forbidden to others", async () => {
      const other: Actor = { ...culture, municipalities: ["3430"] };
      for (const call of [
        (actor: Actor) => getContact(deps, { actor, providerId }),
        (actor: Actor) => change("x@x.example", actor),
        (actor: Actor) => renewContactInvitation(deps, { actor, providerId, language: "nb" }),
      ]) {
        expect((await refusalOf(call(other))).code).to.equal("not_found");
        expect((await refusalOf(call(owner))).code).to.equal("forbidden");
      }
    });
  });

  it("provider users are kept as ciphertext and a look-up", async () => {
    await aUser("staff", "secret-name@provider.example");
    const { rows } = await database.db.raw<{ rows: { text: string }[] }>(
      "select provider_users::text || encode(email_sealed, 'escape') as text from provider_users",
    );
    expect(rows.map(({ text }) => text).join()).not.to.contain("secret-name");
  });

  describe("signing in", () => {
    it("the login link works with the link that was sent, whatever the letter case", async () => {
      const { id } = await aUser("staff", "Kari@provider.example");
      await ask("kARI@Provider.example ");
      expect(deps.sent[0]?.to).to.equal("Kari@provider.example");
      expect(await open()).to.equal(id);
    });

    it("the login link sends an unknown address nothing", async () => {
      await ask("nobody@provider.example");
      expect(deps.sent).to.deep.equal([]);
    });

    it("the login link works once", async () => {
      await aUser("staff", "once@provider.example");
      await ask("once@provider.example");
      expect(await open()).to.be.a("string");
      expect(await open()).to.equal(undefined);
    });

    it("the login link works in the browser that asked alone, and is not used up by another", async () => {
      await aUser("staff", "browser@provider.example");
      await ask("browser@provider.example");
      expect(await open(undefined, "another browser")).to.equal(undefined);
      expect(await open()).to.be.a("string");
    });

    for (const [minutes, works] of [
      [14.99, true],
      [15, false],
    ] as const) {
      it(`${works ? "works" : "works no more"} after ${minutes} minutes`, async () => {
        const email = `after-${minutes}@provider.example`;
        await aUser("staff", email);
        await ask(email);
        deps.clock.set(new Date(deps.clock.now().getTime() + minutes * 60_000));
        expect((await open()) !== undefined).to.equal(works);
      });
    }

    it("the login link lets one of many at the same moment in", async () => {
      await aUser("staff", "race@provider.example");
      await ask("race@provider.example");
      const opened = await Promise.all(Array.from({ length: 8 }, () => open()));
      expect(opened.filter((id) => id !== undefined)).to.have.length(1);
    });

    it("the login link lets several in where the link is looked at before it is marked (negative control)", async () => {
      await aUser("staff", "control@provider.example");
      await ask("control@provider.example");
      const unguarded = connectRewriting(database.url, (sql) =>
        sql.replace("used_at is null and", ""),
      );
      try {
        const token = tokensSent().at(-1) ?? "";
        const opened = await Promise.all(
          Array.from({ length: 8 }, () =>
            consumeLoginLink({ ...deps, db: unguarded }, { token, browserSecret: "this browser" }),
          ),
        );
        expect(opened.filter((id) => id !== undefined)).to.have.length.above(1);
      } finally {
        await unguarded.destroy();
      }
    });

    it("the login link sends at most five links that could still be used", async () => {
      await aUser("staff", "flood@provider.example");
      for (let i = 0; i < 7; i++) await ask("flood@provider.example");
      expect(deps.sent).to.have.length(5);
      deps.clock.set(new Date(deps.clock.now().getTime() + 15 * 60_000));
      await ask("flood@provider.example");
      expect(deps.sent).to.have.length(6);
    });

    it("the login link names every provider of someone who looks after several", async () => {
      await aUser("staff", "both@provider.example");
      const first = providerId;
      ({ id: providerId } = await aProvider(database.db, { name: "Bergstaden Kino" }));
      await aUser("owner", "both@provider.example");
      await ask("both@provider.example");
      expect(deps.sent).to.have.length(1);
      expect(tokensSent()).to.have.length(2);
      expect(deps.sent[0]?.text).to.contain("Bergstaden Kino").and.contain("Hovdelia skisenter");
      expect(first).not.to.equal(providerId);
    });

    it("the login link is not for a suspended provider's people", async () => {
      await aUser("staff", "suspended@provider.example");
      await database.db("providers").where({ id: providerId }).update({ state: "suspended" });
      await ask("suspended@provider.example");
      expect(deps.sent).to.deep.equal([]);
    });

    it("the login link survives a change of keys", async () => {
      await aUser("staff", "rotated@provider.example");
      const rotated = new KeyRing([
        { id: "new", secret: Buffer.alloc(32, 9) },
        { id: "test", secret: Buffer.alloc(32, 7) },
      ]);
      deps = { ...deps, keyRing: rotated };
      await ask("rotated@provider.example");
      expect(await open()).to.be.a("string");
    });
  });

  describe("added and removed", () => {
    it("by an owner, with an invitation", async () => {
      const userId = await createProviderUser(deps, {
        actor: owner,
        email: "new@provider.example",
        role: "staff",
      });
      expect(deps.enqueued).to.deep.equal([{ name: "send-invitation", payload: { userId } }]);
      await removeProviderUser(deps, { actor: owner, userId });
      await ask("new@provider.example");
      expect(deps.sent).to.deep.equal([]);
    });

    it("conflict for an address that is there already", async () => {
      await aUser("staff", "twice@provider.example");
      const again = { actor: owner, email: "TWICE@provider.example", role: "staff" } as const;
      expect((await refusalOf(createProviderUser(deps, again))).code).to.equal("conflict");
    });

    it("forbidden to staff, to a program and to another provider's owner", async () => {
      const staff = await aUser("staff");
      const { id: elsewhere } = await aProvider(database.db);
      const program: Actor = { role: "provider", id: crypto.randomUUID(), providerId };
      const foreign: Actor = { ...owner, providerId: elsewhere } as Actor;
      for (const actor of [staff, program, foreign]) {
        const adding = createProviderUser(deps, { actor, email: "x@x.example", role: "owner" });
        expect((await refusalOf(adding)).code).to.equal("forbidden");
        const removing = removeProviderUser(deps, { actor, userId: owner.id });
        expect((await refusalOf(removing)).code).to.equal("forbidden");
        const changing = updateProviderUser(deps, { actor, userId: owner.id, role: "staff" });
        expect((await refusalOf(changing)).code).to.equal("forbidden");
        const inviting = renewInvitation(deps, { actor, userId: owner.id, language: "nb" });
        expect((await refusalOf(inviting)).code).to.equal("forbidden");
        expect((await refusalOf(listApiKeys(deps, { actor }))).code).to.equal("forbidden");
      }
    });

    it("not_found for another provider's person", async () => {
      const own = owner;
      ({ id: providerId } = await aProvider(database.db));
      const foreign = await aUser("staff");
      const removing = removeProviderUser(deps, { actor: own, userId: foreign.id });
      expect((await refusalOf(removing)).code).to.equal("not_found");
      const changing = updateProviderUser(deps, { actor: own, userId: foreign.id, role: "owner" });
      expect((await refusalOf(changing)).code).to.equal("not_found");
    });

    it("change from staff to owner and back", async () => {
      const { id: userId } = await aUser("staff");
      const roleOf = async () =>
        (await listProviderUsers(deps, { actor: owner })).find(({ id }) => id === userId)?.role;
      await updateProviderUser(deps, { actor: owner, userId, role: "owner" });
      expect(await roleOf()).to.equal("owner");
      await updateProviderUser(deps, { actor: owner, userId, role: "staff" });
      expect(await roleOf()).to.equal("staff");
    });

    it("keep the last owner", async () => {
      const userId = owner.id;
      await aUser("staff");
      const removing = removeProviderUser(deps, { actor: owner, userId });
      expect((await refusalOf(removing)).code).to.equal("illegal_state");
      const demoting = updateProviderUser(deps, { actor: owner, userId, role: "staff" });
      expect((await refusalOf(demoting)).code).to.equal("illegal_state");
    });

    type PuttingOut = (deps: TestDeps, ids: { actor: Actor; userId: string }) => Promise<void>;
    const demote: PuttingOut = (all, ids) => updateProviderUser(all, { ...ids, role: "staff" });
    for (const [what, one, other] of [
      ["remove each other", removeProviderUser, removeProviderUser],
      ["take the role from each other", demote, demote],
      ["remove and demote each other", removeProviderUser, demote],
    ] as [string, PuttingOut, PuttingOut][]) {
      /** Two owners of a new provider put each other out; answers how many are left. */
      const putEachOtherOut = async (db = database.db) => {
        ({ id: providerId } = await aProvider(database.db));
        const [first, second] = [await aUser("owner"), await aUser("owner")];
        await Promise.allSettled([
          one({ ...deps, db }, { actor: first, userId: second.id }),
          other({ ...deps, db }, { actor: second, userId: first.id }),
        ]);
        const left = await listProviderUsers(deps, { actor: first });
        return left.filter(({ role }) => role === "owner").length;
      };

      it(`keep one owner when two ${what} at the same moment`, async () => {
        for (let round = 0; round < 20; round++) expect(await putEachOtherOut()).to.equal(1);
      });

      it(`lose both when they ${what} without the provider's lock (negative control)`, async () => {
        const unlocked = connectWithoutLocks(database.url);
        try {
          let left = 1;
          for (let round = 0; round < 30 && left > 0; round++) {
            left = await putEachOtherOut(unlocked);
          }
          expect(left).to.equal(0);
        } finally {
          await unlocked.destroy();
        }
      });
    }
  });
});
