import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { renewClaimLink } from "../../../src/actions/recipients/renew-claim-link.ts";
import { revokePass } from "../../../src/actions/passes/revoke-pass.ts";
import type { Offer } from "../../../src/domain/offers/offer.ts";
import { kindOfDeviceLog } from "../../../src/domain/apple/device-log.ts";
import { PackageFault } from "../../../src/sandbox/phone/package-fault.ts";
import type { PhoneOptions } from "../../../src/sandbox/phone/phone.ts";
import { anAppleOffer } from "../../support/apple-tickets.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { aPass, aRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { phoneMaker, type TestPhone } from "../../support/sandbox-phones.ts";
import { useServer } from "../../support/server.ts";

const officer: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
const publicUrl = "https://tickets.example";

describe("the simulated phone", function () {
  this.timeout(60_000);
  const database = useDatabase();
  const apple = useAppleWallet({ publicUrl });
  const server = useServer(database, {
    change: (deps) => ({ ...deps, config: { ...deps.config, publicUrl }, apple: apple.wallet }),
  });
  let createPhone: ReturnType<typeof phoneMaker>;
  let offer: Offer;

  before(async () => {
    createPhone = phoneMaker(apple.certificates.rootCert);
    offer = await anAppleOffer(database.db, { quota: 10_000, uses: 10 });
  });

  /** The tickets say the public address; this is where it leads. */
  const overHttp = (url: string, init: RequestInit) =>
    fetch(url.replace(publicUrl, server.url), init);
  const aPhone = (options: Partial<PhoneOptions> = {}) =>
    createPhone({ fetch: overHttp, ...options });

  async function claim(count = 1, of = offer) {
    const { id, reference } = await aRecipient(database.db);
    const { url } = await renewClaimLink(server.deps, { actor: officer, reference });
    const serialNumbers: string[] = [];
    for (let made = 0; made < count; made += 1) {
      const { serialNumber } = await aPass(database.db, { offer: of, recipientId: id });
      serialNumbers.push(serialNumber);
    }
    return { url, serialNumbers, serialNumber: serialNumbers[0] ?? "" };
  }
  async function withTicket(options: Partial<PhoneOptions> = {}) {
    const phone = aPhone(options);
    const { url, serialNumber } = await claim();
    await phone.addPasses(url);
    phone.heard();
    return { phone, url, serialNumber };
  }
  const use = (serialNumbers: string[]) =>
    database.db("passes").whereIn("serial_number", serialNumbers).decrement("uses_left", 1);
  const push = (phone: TestPhone) => phone.push(apple.wallet.passTypeIdentifier);
  const revoke = (serialNumber: string) =>
    revokePass(server.deps, { actor: officer, serialNumber, reason: "Feil tilbud" });

  it("the simulated phone takes the tickets of a claim link, registers each and looks for news", async () => {
    const phone = aPhone();
    const { url, serialNumbers } = await claim(2);
    expect(await phone.addPasses(url)).to.have.members(serialNumbers);
    expect(phone.heard()).to.deep.equal([
      "page 200",
      "download 200",
      "download 200",
      "register 201",
      "register 201",
      "list 200",
      "fetch 200",
      "fetch 200",
    ]);
    expect([...phone.state.passes.keys()]).to.have.members(serialNumbers);
  });

  it("the simulated phone takes a bundle and a single ticket by their own addresses", async () => {
    const { url, serialNumbers, serialNumber } = await claim(3);
    expect(await aPhone().addPasses(`${url}/all.pkpasses`)).to.have.members(serialNumbers);
    expect(await aPhone().addPasses(`${url}/${serialNumber}.pkpass`)).to.deep.equal([serialNumber]);
  });

  it("the simulated phone takes nothing from a page without tickets, nor from an address with nothing", async () => {
    const phone = aPhone();
    for (const path of ["/t", "/nothing-here"]) {
      const refusal = await phone.addPasses(`${publicUrl}${path}`).catch((error: unknown) => error);
      expect(refusal).to.be.instanceOf(PackageFault);
    }
    expect(phone.state.passes.size).to.equal(0);
  });

  it("the simulated phone knows the ticket when it is added again", async () => {
    const { phone, url } = await withTicket();
    await phone.addPasses(url);
    expect(phone.state.passes.size).to.equal(1);
    expect(phone.heard()).to.not.include("register 201");
  });

  it("hears nothing when nothing changed", async () => {
    const { phone } = await withTicket();
    await phone.refresh();
    expect(phone.heard()).to.deep.equal(["list 204"]);
  });

  it("the simulated phone shows a use after a push", async () => {
    const { phone, serialNumber } = await withTicket();
    expect(phone.valueOf(serialNumber, "left")).to.equal("10");
    await use([serialNumber]);
    await push(phone);
    expect(phone.heard()).to.deep.equal(["push", "list 200", "fetch 200"]);
    expect(phone.valueOf(serialNumber, "left")).to.equal("9");
  });

  it("the simulated phone turns the ticket void after a revocation, and fetches it once", async () => {
    const { phone, serialNumber } = await withTicket();
    await revoke(serialNumber);
    await push(phone);
    expect(phone.isVoid(serialNumber)).to.equal(true);
    await phone.refresh();
    expect(phone.heard()).to.deep.equal(["push", "list 200", "fetch 200", "list 204"]);
  });

  it("the simulated phone sees a revocation from between download and registration", async () => {
    const { url, serialNumber } = await claim();
    const phone = aPhone({
      fetch: async (to, init) => {
        if (init.method === "POST") await revoke(serialNumber).catch(() => undefined);
        return overHttp(to, init);
      },
    });
    await phone.addPasses(url);
    expect(phone.isVoid(serialNumber)).to.equal(true);
  });

  it("fetches nothing anew that it has, though the list names it", async () => {
    const { phone } = await withTicket();
    phone.state.tags.clear();
    await phone.refresh();
    expect(phone.heard()).to.deep.equal(["list 200", "fetch 304"]);
  });

  it("the simulated phone looks once for all pushes that came before it could look", async () => {
    const { phone, serialNumber } = await withTicket();
    await use([serialNumber]);
    await Promise.all([push(phone), push(phone), push(phone)]);
    expect(phone.heard()).to.deep.equal(["push", "push", "push", "list 200", "fetch 200"]);
  });

  it("the simulated phone does not forget a ticket that could not be fetched", async () => {
    let isDown = false;
    const { phone, serialNumber } = await withTicket({
      fetch: (url, init) =>
        isDown && url.includes("/v1/passes/")
          ? Promise.reject(new Error("no coverage"))
          : overHttp(url, init),
    });
    await revoke(serialNumber);
    isDown = true;
    await push(phone);
    expect(phone.isVoid(serialNumber)).to.equal(false);
    isDown = false;
    await phone.refresh();
    expect(phone.isVoid(serialNumber)).to.equal(true);
  });

  it("registers later when the service was out of reach", async () => {
    const { url, serialNumber } = await claim();
    let isDown = true;
    const phone = aPhone({
      fetch: (to, init) =>
        isDown && to.includes("/registrations/")
          ? Promise.reject(new Error("no coverage"))
          : overHttp(to, init),
    });
    await phone.addPasses(url);
    expect(phone.state.passes.get(serialNumber)?.registered).to.equal(false);
    isDown = false;
    await phone.refresh();
    expect(phone.state.passes.get(serialNumber)?.registered).to.equal(true);
  });

  it("the simulated phone tells the service when the ticket is taken off", async () => {
    const { phone, serialNumber } = await withTicket();
    await phone.remove(serialNumber);
    expect(phone.heard()).to.deep.equal(["unregister 200"]);
    const left = await database.db("registrations").where({ serial_number: serialNumber });
    expect(left).to.deep.equal([]);
  });

  const json = (body: unknown, status = 200) => Response.json(body, { status });
  const changes: {
    what: string;
    kind: string;
    /** Which of the calls is answered wrongly. */
    call: RegExp;
    wrong: (right: Response) => Promise<Response> | Response;
  }[] = [
    {
      what: "a list whose serial numbers are no list",
      kind: "malformed_answer",
      call: /\?passesUpdatedSince/,
      wrong: () => json({ serialNumbers: "all", lastUpdated: "1" }),
    },
    {
      what: "a list with a number for a tag",
      kind: "malformed_answer",
      call: /\?passesUpdatedSince/,
      wrong: () => json({ serialNumbers: [], lastUpdated: 1 }),
    },
    {
      what: "a list that keeps the tag",
      kind: "malformed_answer",
      call: /\?passesUpdatedSince/,
      wrong: async (right) => {
        const tag = new URL(right.url).searchParams.get("passesUpdatedSince");
        return json({ ...((await right.json()) as object), lastUpdated: tag });
      },
    },
    {
      what: "a list with a status of its own",
      kind: "malformed_answer",
      call: /\?passesUpdatedSince/,
      wrong: () => json({}, 404),
    },
    {
      what: "an empty list",
      kind: "spurious_push",
      call: /\?passesUpdatedSince/,
      wrong: () => new Response(null, { status: 204 }),
    },
    {
      what: "a ticket without Last-Modified",
      kind: "malformed_answer",
      call: /\/v1\/passes\//,
      wrong: async (right) => new Response(await right.arrayBuffer()),
    },
    {
      what: "a ticket that is cut off",
      kind: "malformed_answer",
      call: /\/v1\/passes\//,
      wrong: async (right) =>
        new Response((await right.arrayBuffer()).slice(0, -100), { headers: right.headers }),
    },
    {
      what: "a ticket that the service denies",
      kind: "authentication",
      call: /\/v1\/passes\//,
      wrong: () => new Response(null, { status: 401 }),
    },
  ];
  for (const { what, kind, call, wrong } of changes) {
    it(`the simulated phone posts a line to the device log about ${what}`, async () => {
      const lines: string[] = [];
      const { phone, serialNumber } = await withTicket({
        fetch: async (url, init) => {
          if (url.endsWith("/v1/log")) {
            lines.push(...(JSON.parse(init.body as string) as { logs: string[] }).logs);
          }
          const right = await overHttp(url, init);
          return call.test(url) ? wrong(right) : right;
        },
      });
      lines.splice(0);
      await use([serialNumber]);
      await push(phone);
      expect(lines.map(kindOfDeviceLog)).to.deep.equal([kind]);
      expect(phone.heard()).to.include("log 200");
    });
  }

  it("the simulated phone posts a line to the device log about a ticket that is the same as before", async () => {
    const { phone, serialNumber } = await withTicket();
    const held = phone.state.passes.get(serialNumber);
    if (held) held.lastModified = undefined;
    phone.state.tags.clear();
    await push(phone);
    expect(phone.heard()).to.deep.equal(["push", "list 200", "fetch 200", "log 200"]);
    const counted = await database
      .db<{ kind: string; count: number }>("phone_log_counts")
      .where({ kind: "unchanged_pass" })
      .first();
    expect(counted?.count).to.equal(1);
  });

  it("the simulated phone keeps what it has when another's ticket is sent in its place", async () => {
    const other = await withTicket();
    const address = other.phone.exchanges.find(({ kind }) => kind === "fetch")?.request ?? "";
    const token = other.phone.state.passes.get(other.serialNumber)?.opened.pass.authenticationToken;
    const { phone, serialNumber } = await withTicket({
      fetch: (url, init) =>
        url.includes("/v1/passes/")
          ? overHttp(publicUrl + address.replace("GET ", ""), {
              headers: { Authorization: `ApplePass ${String(token)}` },
            })
          : overHttp(url, init),
    });
    await revoke(serialNumber);
    await push(phone);
    expect([...phone.state.passes.keys()]).to.deep.equal([serialNumber]);
    expect(phone.isVoid(serialNumber)).to.equal(false);
  });

  it("the simulated phone is a hundred and twenty at once, all of which follow a change of all tickets", async () => {
    const phones: { phone: TestPhone; serialNumber: string }[] = [];
    for (let batch = 0; batch < 12; batch += 1) {
      phones.push(...(await Promise.all(Array.from({ length: 10 }, () => withTicket()))));
    }
    await use(phones.map(({ serialNumber }) => serialNumber));
    await Promise.all(phones.map(({ phone }) => push(phone)));
    for (const { phone, serialNumber } of phones) {
      expect(phone.valueOf(serialNumber, "left")).to.equal("9");
      expect(phone.heard()).to.deep.equal(["push", "list 200", "fetch 200"]);
    }
  });
});
