import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { listAuditEvents } from "../../../src/actions/access/list-audit-events.ts";
import { recordStaffLogin } from "../../../src/actions/access/record-staff-login.ts";
import { allocate } from "../../../src/actions/allocations/allocate.ts";
import { revokeAllocation } from "../../../src/actions/allocations/revoke-allocation.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { retryGoogle } from "../../../src/actions/google/retry-google.ts";
import { redeem } from "../../../src/actions/door/redeem.ts";
import { revokePass } from "../../../src/actions/passes/revoke-pass.ts";
import { issuePasses } from "../../../src/actions/passes/issue-passes.ts";
import { removeRecipient } from "../../../src/actions/recipients/remove-recipient.ts";
import { updateRecipient } from "../../../src/actions/recipients/update-recipient.ts";
import { upsertRecipient } from "../../../src/actions/recipients/upsert-recipient.ts";
import { recordAudits } from "../../../src/db/audit.ts";
import { runBehindWall } from "../../../src/db/wall.ts";
import { auditorPages } from "../../../src/http/auditor/auditor-pages.tsx";
import { culturePages } from "../../../src/http/culture/culture-pages.tsx";
import { navPages } from "../../../src/http/nav/nav-pages.tsx";
import { operatorPages } from "../../../src/http/operator/operator-pages.ts";
import { providerPages } from "../../../src/http/provider/provider-pages.tsx";
import { documentedOperations } from "../../../src/http/server/documented-operations.ts";
import { auditTexts } from "../../../src/views/texts/audit-texts.ts";
import { reasonTexts } from "../../../src/views/texts/reason-texts.ts";
import { allocated } from "../../support/allocated.ts";
import { aMunicipality, anOffer, aPass, aRecipient, testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { routesOf } from "../../support/routes-of.ts";
import { aDoor, aScan, barcodeOf } from "../../support/scans.ts";
import { useServer } from "../../support/server.ts";
import { staffSession } from "../../support/sessions.ts";

const soon = new Date(Math.min(Date.now() + 24 * 60 * 60_000, testNow.getTime()));
const ever = { from: new Date("2020-01-01"), until: new Date("2100-01-01") };

describe("the audit trail for auditors", () => {
  const database = useDatabase();
  const server = useServer(database);
  const nora: Actor = { role: "nav", id: "nora", municipalities: ["5025", "5026"] };
  const auditor: Actor = { role: "auditor", id: "rita", municipalities: ["5025"] };
  const cookies: Record<string, string> = {};

  before(async () => {
    for (const each of ["5025", "5026"]) await aMunicipality(database.db, each);
    const roles = ["nav", "culture", "auditor", "operator"] as const;
    for (const role of roles) {
      const none = { nav: [], culture: [], auditor: [] };
      const claims = { sub: role, name: role, ...none, [role]: role === "operator" || ["5025"] };
      cookies[role] = `staff=${await staffSession(server.deps, claims)}`;
    }
  });
  beforeEach(async () => {
    await database.owner.raw("truncate audit_events cascade");
    // The events are dated by the database's clock.
    server.deps.clock.set(soon);
  });

  /** What an officer does, with the wall around it as around a request. */
  const behind = <T>(work: () => Promise<T>, municipalities = ["5025", "5026"]) =>
    runBehindWall(municipalities, work);
  const seenBy = async (municipalities: string[], filter = {}) =>
    (
      await listAuditEvents(server.deps, {
        actor: { ...auditor, municipalities },
        filter: { ...ever, ...filter },
      })
    ).events;
  const get = (path: string, role = "auditor") =>
    fetch(server.url + path, { headers: { cookie: cookies[role] ?? "" }, redirect: "manual" });
  const added = (municipality: string) =>
    behind(() =>
      upsertRecipient(server.deps, {
        ...{ actor: nora, reference: `SECRET-${randomUUID()}`, birthYear: 2017, municipality },
        ...{ language: "nb", delivery: "sms", phone: "+4799999911" },
      }),
    ).then(({ recipient }) => recipient);

  describe("roles and pages:", () => {
    const areas = {
      nav: () => navPages(server.deps),
      culture: () => culturePages(server.deps),
      auditor: () => auditorPages(server.deps),
      operator: () => operatorPages(server.deps),
      provider: () => providerPages(server.deps),
    };
    for (const role of ["nav", "culture", "auditor", "operator", "nobody"]) {
      it(`a session of ${role} is refused at each page of another role`, async () => {
        let asked = 0;
        for (const [area, pages] of Object.entries(areas)) {
          if (area === role) continue;
          for (const { method, path } of routesOf(pages())) {
            if (path.startsWith("/provider/login")) continue;
            const address = path.replace(/:\w+/g, () => randomUUID());
            const answer = await fetch(server.url + address, {
              method: method.toUpperCase(),
              redirect: "manual",
              headers: {
                cookie: cookies[role] ?? "",
                "Content-Type": "application/x-www-form-urlencoded",
              },
              ...(method === "post" && { body: "csrf=token" }),
            });
            await answer.text();
            const isStaff = area !== "provider" && role !== "nobody";
            const refusals = isStaff ? [403] : [303, 401];
            expect(refusals, `${role}: ${method} ${address} ${answer.status}`).to.include(
              answer.status,
            );
            asked += 1;
          }
        }
        expect(asked).to.be.greaterThan(60);
      });
    }

    it("an auditor's session opens no endpoint of the API", async () => {
      for (const { method, path, security } of documentedOperations) {
        if (typeof security !== "object") continue;
        const address = path.replace(/\{\w+\}/g, () => randomUUID());
        const headers = { cookie: cookies["auditor"] ?? "" };
        const answer = await fetch(server.url + address, { method: method.toUpperCase(), headers });
        expect(answer.status, `${method} ${address}`).to.equal(401);
      }
    });

    it("an operator opens the pages on the wallets, which an officer of NAV no longer finds", async () => {
      for (const path of ["/operator", "/operator/google"]) {
        expect((await get(path, "operator")).status, path).to.equal(200);
      }
      const front = await (await get("/nav", "nav")).text();
      expect(front).not.to.match(/operator|nav.apple|nav.google/);
      for (const path of ["/nav/apple", "/nav/google"]) {
        const answer = await get(path, "nav");
        expect(answer.status, path).to.equal(404);
        expect(await answer.text())
          .to.contain("Siden finnes ikke")
          .and.contain('href="/nav"');
      }
    });

    it("auditors of every municipality read that an operator signed in, and what it did", async () => {
      const none = { nav: [], culture: [] };
      await recordStaffLogin(server.deps, { subject: "odd", ...none, operator: true });
      await retryGoogle(server.deps, { actor: { role: "operator", id: "odd" } });
      for (const municipality of ["5025", "5026"]) {
        const seen = (await seenBy([municipality])).map(({ action, actor }) => [action, actor]);
        expect(seen).to.deep.equal([
          ["google.retried", "odd"],
          ["staff.signed_in", "odd"],
        ]);
      }
    });

    it("an auditor opens the trail, and is named in its own export", async () => {
      expect((await get("/auditor")).status).to.equal(200);
      const csv = await get("/auditor/events.csv");
      expect(csv.headers.get("content-type")).to.equal("text/csv; charset=utf-8");
      await csv.text();
      const [exported] = await seenBy(["5025"]);
      expect(exported).to.include({ action: "audit.exported", actor: "auditor", subject: "5025" });
    });

    it("an officer of NAV reads no trail by the action either", async () => {
      const asked = listAuditEvents(server.deps, { actor: nora, filter: ever });
      expect((await refusalOf(asked)).code).to.equal("forbidden");
    });
  });

  it("an auditor sees the events of the own municipalities alone, by an officer of several too", async () => {
    const [here, there] = [await added("5025"), await added("5026")];
    const subjects = async (...municipalities: string[]) =>
      (await seenBy(municipalities)).map(({ subject }) => subject);
    expect(await subjects("5025")).to.deep.equal([here.id]);
    expect(await subjects("5026")).to.deep.equal([there.id]);
    expect(await subjects("5026", "5025")).to.deep.equal([there.id, here.id]);
    const page = await (await get("/auditor")).text();
    expect(page).to.contain(here.id).and.not.to.contain(there.id);
    const csv = await (await get("/auditor/events.csv")).text();
    expect(csv).to.contain(here.id).and.not.to.contain(there.id);
  });

  it("what was done to a child stays in the trail of its municipality when the child is removed", async () => {
    const { id } = await added("5025");
    await behind(() => removeRecipient(server.deps, { actor: nora, reference: id }));
    expect((await seenBy(["5025"])).map(({ action }) => action)).to.deep.equal([
      ...["recipient.removed", "recipient.created"],
    ]);
    expect(await seenBy(["5026"])).to.deep.equal([]);
  });

  it("an event is of the municipalities of its offer's provider, of the sign-in's roles, and of nowhere", async () => {
    const { deps } = server;
    const offer = await anOffer(database.db);
    const record = (actor: string, action: string, subject: string) =>
      database.db.transaction((trx) => recordAudits(trx, { actor, action, subjects: [subject] }));
    await record("kari", "offer.approved", offer.id);
    await recordStaffLogin(deps, { subject: "kari", nav: [], culture: ["5025"] });
    await record("kari", "staff.signed_out", "kari");
    await record("kari", "offer.removed", randomUUID());
    await record("system", "passes.expired", "passes");
    await record("identity-provider", "staff.signed_out", "kari");
    // Somebody used a ticket there that month.
    await record("kari", "settlement.attested", offer.providerId);
    // The family may be of another municipality than the offer's provider.
    await record("holder", "waiting_list.left", offer.id);
    expect((await seenBy(["5025"])).map(({ action }) => action)).to.have.members([
      ...["offer.approved", "staff.signed_in", "staff.signed_out", "offer.removed"],
      "staff.signed_out",
    ]);
    expect(await seenBy(["5026"])).to.deep.equal([]);
  });

  it("the trail names the fields that were changed, and nothing of what they held", async () => {
    const { id, reference } = await added("5025");
    const change = { actor: nora, reference: id, phone: "+4799999922", label: "Kari" };
    await behind(() => updateRecipient(server.deps, change));
    const [event] = await seenBy(["5025"]);
    expect(event).to.deep.include({ action: "recipient.changed", changed: ["label", "phone"] });
    const page = await (await get("/auditor")).text();
    expect(page)
      .to.contain("label, phone")
      .and.not.match(/99999|Kari/);
    expect(page).not.to.contain(reference);
    expect(JSON.stringify(await database.db("audit_events"))).not.to.match(/99999|Kari|SECRET/);
  });

  it("the trails of two children, of whom one used the ticket, are the same", async () => {
    const { deps } = server;
    deps.clock.set(new Date("2027-01-15T12:00:00Z"));
    const trails = [];
    for (const isUsed of [true, false]) {
      await database.owner.raw("truncate audit_events cascade");
      const offer = await anOffer(database.db, { uses: 1 });
      const child = await aRecipient(database.db);
      const items = [{ recipientId: child.id, offerId: offer.id }];
      const given = await allocated(
        behind(() => allocate(deps, { actor: nora, items, mode: "all" })),
      );
      await issuePasses(deps, { offerId: offer.id });
      if (isUsed) {
        const door = await aDoor(database.db, offer.providerId);
        const serialNumber = given.items[0]?.passes[0]?.serialNumber ?? "";
        const scan = aScan(door, barcodeOf(serialNumber, offer));
        expect((await redeem(deps, scan)).accepted).to.equal(true);
      }
      const ended = { actor: nora, allocationId: given.id, reason: "Feil" };
      await behind(() => revokeAllocation(deps, ended));
      const events = await seenBy(["5025"]);
      trails.push(events.map(({ action, actor, changed }) => [action, actor, changed]));
    }
    expect(trails[0]).to.deep.equal(trails[1]);
    expect(trails[0]).to.have.length.greaterThan(1);
  });

  it("the trail is filtered by who, what, when and object, and says what is wrong with a filter", async () => {
    const [one, other] = [await added("5025"), await added("5025")];
    await database.db("audit_events").insert({
      ...{ actor: "ola", action: "recipient.opened", subject: one.id, detail: "{}" },
    });
    const count = async (filter: object) => (await seenBy(["5025"], filter)).length;
    expect(await count({})).to.equal(3);
    expect(await count({ actor: "ola" })).to.equal(1);
    expect(await count({ action: "recipient.created" })).to.equal(2);
    expect(await count({ subject: one.id })).to.equal(2);
    expect(await count({ subject: other.id, actor: "ola" })).to.equal(0);
    expect(await count({ until: new Date("2021-01-01") })).to.equal(0);
    const page = await (await get(`/auditor?subject=${other.id}&action=recipient.created`)).text();
    expect(page).to.contain(`<code class="id">${other.id}`).and.not.to.contain(one.id);
    for (const [query, text] of [
      ["from=tomorrow", auditTexts("nb").badDate],
      ["from=2027-02-02&until=2027-02-01", auditTexts("nb").badOrder],
      ["subject=Kari%20Nordmann", auditTexts("nb").badId],
      ["actor=%00", auditTexts("nb").badId],
    ] as const) {
      const answer = await get(`/auditor?${query}`);
      expect(answer.status, query).to.equal(422);
      expect(await answer.text()).to.contain(text);
      expect((await get(`/auditor/events.csv?${query}`)).status, query).to.equal(400);
    }
    expect((await get("/auditor?cursor=none")).status).to.equal(400);
  });

  it("the trail says why by the words of a code, is filtered by it, and counts no ticket", async () => {
    const { deps } = server;
    const gone = await added("5025");
    const removal = { actor: nora, reference: gone.id, reasonCode: "not_needed" as const };
    await behind(() => removeRecipient(deps, removal));
    const { serialNumber } = await aPass(database.db);
    const revocation = { actor: nora, serialNumber, reasonCode: "wrong_child" as const };
    await behind(() => revokePass(deps, { ...revocation, reason: "SECRET words" }));
    const { names } = reasonTexts("nb");
    const rowsOf = async (query: string) => {
      const html = await (await get(`/auditor${query}`)).text();
      return html.slice(html.indexOf("<tbody"));
    };
    expect(await rowsOf(""))
      .to.contain(names.wrong_child)
      .and.contain(names.not_needed)
      .and.not.contain("SECRET");
    expect(await rowsOf("?reason=wrong_child"))
      .to.contain(serialNumber)
      .and.not.contain(names.not_needed)
      .and.not.contain(gone.id);
    expect(await rowsOf("?reason=nonsense"))
      .to.contain(serialNumber)
      .and.contain(gone.id);
    const csv = await (await get("/auditor/events.csv?reason=not_needed")).text();
    expect(csv).to.contain(`${names.not_needed};not_needed`).and.not.contain(serialNumber);
  });

  it("all events stand on the pages of the trail once, in order, and in one CSV with one heading", async () => {
    const subjects = Array.from(
      { length: 2_250 },
      (_, at) => `5025,${String(at).padStart(4, "0")}`,
    );
    const actor = "=1+1";
    await database.db.transaction((trx) =>
      recordAudits(trx, { actor, action: "recipient.listed", subjects }),
    );
    const seen: string[] = [];
    let path: string | undefined = "/auditor";
    for (let pages = 0; path !== undefined && pages < 40; pages += 1) {
      const html: string = await (await get(path)).text();
      seen.push(...[...html.matchAll(/<code class="id">(5025,\d+)/g)].map(([, id = ""]) => id));
      const [, next] = /href="([^"]*cursor=[^"]*)"/.exec(html) ?? [];
      path = next?.replaceAll("&amp;", "&");
    }
    expect(seen).to.deep.equal([...subjects].reverse());
    const bytes = Buffer.from(await (await get("/auditor/events.csv")).arrayBuffer());
    const csv = bytes.toString();
    const lines = csv.trim().split("\r\n");
    expect(lines).to.have.length(subjects.length + 2);
    expect(lines.filter((line) => line.includes(auditTexts("nb").code))).to.have.length(1);
    expect(csv.startsWith("\ufeff")).to.equal(true);
    expect(lines.at(-1)).to.contain("'=1+1");
  });

  it("each event that the service records has a name in the trail, or is of a use or of no municipality", () => {
    const folder = new URL("../../../src/actions/", import.meta.url);
    const recorded = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => readFileSync(new URL(path, folder), "utf8"))
      .filter((text) => /recordAudits?\(|auditReading\(/.test(text))
      .map((text) => {
        expect(text, "an action that is put together").not.to.match(/action: `/);
        return text;
      })
      .flatMap((text) =>
        [...text.matchAll(/"([a-z_]+\.[a-z_]+)"/g)].map(([, action = ""]) => action),
      )
      .filter((action) => !/_sealed$|^refund\.ore$/.test(action));
    const named = new Set(Object.keys(auditTexts("nb").actions));
    const unseen = [
      ...["ticket.redeemed", "ticket.redemption_undone", "codes.use_reported"],
      ...["settlement.attested", "passes.expired", "passes.lapsed"],
    ];
    expect(new Set(recorded.filter((action) => !named.has(action)))).to.deep.equal(new Set(unseen));
    expect([...named].filter((action) => !recorded.includes(action))).to.deep.equal([]);
  });
});
