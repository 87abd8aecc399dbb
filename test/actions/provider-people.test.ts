import { expect } from "chai";
import { addProviderUser } from "../../src/actions/add-provider-user.ts";
import type { Actor } from "../../src/actions/deps.ts";
import { inviteProvider } from "../../src/actions/invite-provider.ts";
import { listApiKeys } from "../../src/actions/list-api-keys.ts";
import { listProviderUsers } from "../../src/actions/list-provider-users.ts";
import { openLoginLink } from "../../src/actions/open-login-link.ts";
import { removeProviderUser } from "../../src/actions/remove-provider-user.ts";
import { requestLogin } from "../../src/actions/request-login.ts";
import { sendInvitation } from "../../src/actions/send-invitation.ts";
import { sweepOwedWork } from "../../src/actions/sweep-owed-work.ts";
import { insertProviderUser } from "../../src/db/provider-users.ts";
import { KeyRing } from "../../src/key-ring.ts";
import { aMunicipality, aProvider, testKeyRing } from "../support/builders.ts";
import { connectRewriting } from "../support/connect-rewriting.ts";
import { useDatabase } from "../support/database.ts";
import { refusalOf } from "../support/refusal-of.ts";
import { testDeps, type TestDeps } from "../support/test-deps.ts";
import { connectWithoutLocks } from "../support/without-locks.ts";

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
    const id = await insertProviderUser(database.db, testKeyRing, { providerId, role, email });
    return { role: "provider", id: id ?? "", providerId } as const;
  }

  const ask = (email: string, browserSecret = "this browser") =>
    requestLogin(deps, { email, browserSecret, language: "nb" });
  const tokensSent = () =>
    deps.sent
      .flatMap(({ text }) => [...text.matchAll(/\/provider\/login\/([\w-]{43})/g)])
      .map(([, token = ""]) => token);
  const open = (token = tokensSent().at(-1) ?? "", browserSecret = "this browser") =>
    openLoginLink(deps, { token, browserSecret });

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
      expect(message).to.include({ channel: "email", to: "Kino@Storstuggu.example", id: userId });
      expect(message?.text).to.contain(`${deps.config.publicUrl}/provider/login`);
      const [first] = await listProviderUsers(deps, {
        actor: { role: "provider", id: "x", providerId: id },
      });
      expect(first).to.include({ role: "owner", email: "Kino@Storstuggu.example" });
    });

    it("are owed the e-mail until it has left", async () => {
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

  it("are kept as ciphertext and a look-up", async () => {
    await aUser("staff", "secret-name@provider.example");
    const { rows } = await database.db.raw<{ rows: { text: string }[] }>(
      "select provider_users::text || encode(email_sealed, 'escape') as text from provider_users",
    );
    expect(rows.map(({ text }) => text).join()).not.to.contain("secret-name");
  });

  describe("signing in", () => {
    it("works with the link that was sent, whatever the letter case", async () => {
      const { id } = await aUser("staff", "Kari@provider.example");
      await ask("kARI@Provider.example ");
      expect(deps.sent[0]?.to).to.equal("Kari@provider.example");
      expect(await open()).to.equal(id);
    });

    it("sends an unknown address nothing", async () => {
      await ask("nobody@provider.example");
      expect(deps.sent).to.deep.equal([]);
    });

    it("works once", async () => {
      await aUser("staff", "once@provider.example");
      await ask("once@provider.example");
      expect(await open()).to.be.a("string");
      expect(await open()).to.equal(undefined);
    });

    it("works in the browser that asked alone, and is not used up by another", async () => {
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

    it("lets one of many at the same moment in", async () => {
      await aUser("staff", "race@provider.example");
      await ask("race@provider.example");
      const opened = await Promise.all(Array.from({ length: 8 }, () => open()));
      expect(opened.filter((id) => id !== undefined)).to.have.length(1);
    });

    it("lets several in where the link is looked at before it is marked (negative control)", async () => {
      await aUser("staff", "control@provider.example");
      await ask("control@provider.example");
      const unguarded = connectRewriting(database.url, (sql) =>
        sql.replace("used_at is null and", ""),
      );
      try {
        const token = tokensSent().at(-1) ?? "";
        const opened = await Promise.all(
          Array.from({ length: 8 }, () =>
            openLoginLink({ ...deps, db: unguarded }, { token, browserSecret: "this browser" }),
          ),
        );
        expect(opened.filter((id) => id !== undefined)).to.have.length.above(1);
      } finally {
        await unguarded.destroy();
      }
    });

    it("sends at most five links that could still be used", async () => {
      await aUser("staff", "flood@provider.example");
      for (let i = 0; i < 7; i++) await ask("flood@provider.example");
      expect(deps.sent).to.have.length(5);
      deps.clock.set(new Date(deps.clock.now().getTime() + 15 * 60_000));
      await ask("flood@provider.example");
      expect(deps.sent).to.have.length(6);
    });

    it("names every provider of someone who looks after several", async () => {
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

    it("is not for a suspended provider's people", async () => {
      await aUser("staff", "suspended@provider.example");
      await database.db("providers").where({ id: providerId }).update({ state: "suspended" });
      await ask("suspended@provider.example");
      expect(deps.sent).to.deep.equal([]);
    });

    it("survives a change of keys", async () => {
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
      const userId = await addProviderUser(deps, {
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
      expect((await refusalOf(addProviderUser(deps, again))).code).to.equal("conflict");
    });

    it("forbidden to staff, to a program and to another provider's owner", async () => {
      const staff = await aUser("staff");
      const { id: elsewhere } = await aProvider(database.db);
      const program: Actor = { role: "provider", id: crypto.randomUUID(), providerId };
      const foreign: Actor = { ...owner, providerId: elsewhere } as Actor;
      for (const actor of [staff, program, foreign]) {
        const adding = addProviderUser(deps, { actor, email: "x@x.example", role: "owner" });
        expect((await refusalOf(adding)).code).to.equal("forbidden");
        const removing = removeProviderUser(deps, { actor, userId: owner.id });
        expect((await refusalOf(removing)).code).to.equal("forbidden");
        expect((await refusalOf(listApiKeys(deps, { actor }))).code).to.equal("forbidden");
      }
    });

    it("not_found for another provider's person", async () => {
      const own = owner;
      ({ id: providerId } = await aProvider(database.db));
      const foreign = await aUser("staff");
      const removing = removeProviderUser(deps, { actor: own, userId: foreign.id });
      expect((await refusalOf(removing)).code).to.equal("not_found");
    });

    it("keep the last owner", async () => {
      const removing = removeProviderUser(deps, { actor: owner, userId: owner.id });
      expect((await refusalOf(removing)).code).to.equal("illegal_state");
    });

    /** Two owners of a new provider remove each other; answers how many are left. */
    const removeEachOther = async (db = database.db) => {
      ({ id: providerId } = await aProvider(database.db));
      const [one, other] = [await aUser("owner"), await aUser("owner")];
      await Promise.allSettled([
        removeProviderUser({ ...deps, db }, { actor: one, userId: other.id }),
        removeProviderUser({ ...deps, db }, { actor: other, userId: one.id }),
      ]);
      return (await listProviderUsers(deps, { actor: one })).length;
    };

    it("keep one owner when two remove each other at the same moment", async () => {
      for (let round = 0; round < 20; round++) expect(await removeEachOther()).to.equal(1);
    });

    it("lose both without the provider's lock (negative control)", async () => {
      const unlocked = connectWithoutLocks(database.url);
      try {
        let left = 1;
        for (let round = 0; round < 30 && left > 0; round++) left = await removeEachOther(unlocked);
        expect(left).to.equal(0);
      } finally {
        await unlocked.destroy();
      }
    });
  });
});
