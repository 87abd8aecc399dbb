import { expect } from "chai";
import { Router } from "express";
import { anonymiseEndedPasses } from "../../../src/actions/passes/anonymise-ended-passes.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { countDeviceLogs } from "../../../src/db/apple/device-logs.ts";
import { createDeviceLogRecorder } from "../../../src/actions/apple/record-device-logs.ts";
import { getDeviceLogs } from "../../../src/actions/apple/get-device-logs.ts";
import { dayInOslo } from "../../../src/domain/period.ts";
import { staffCookie } from "../../../src/http/auth/staff-session.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { testNow } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { eventually } from "../../support/eventually.ts";
import { phoneCalls, type PhoneCalls } from "../../support/phone-calls.ts";
import { useServer } from "../../support/server.ts";

const rejected =
  "Register task (for device 19121d6b570b31a3fa56dbd45411c933) encountered error: Authentication failure";
const unchanged =
  "Server requested update to serial number 'pJ3kQ0bq8b-TzWm_4c1VxA', but the pass was unchanged.";
const spurious = "Device received spurious push. (Device = 19121d6b570b31a3fa56dbd45411c933)";
const malformed = "Get pass task encountered error: Received invalid pass data";

const operator: Actor = { role: "operator", id: "odd" };

describe("the device log", () => {
  const database = useDatabase();
  const apple = useAppleWallet();
  const signIn = Router();
  const server = useServer(database, {
    sandbox: signIn,
    change: (deps) => ({ ...deps, apple: apple.wallet }),
  });
  signIn.get("/sign-in", async (request, response) => {
    const claims = { name: "Odd", nav: [], culture: [], operator: true };
    await staffCookie.start(server.deps, { request, response }, { subject: "odd", claims });
    response.end();
  });
  let phone: PhoneCalls;

  before(() => {
    phone = phoneCalls(server, apple.wallet);
  });
  afterEach(async () => {
    server.deps.clock.set(testNow);
    await database.db("phone_log_counts").delete();
  });

  const counts = async () =>
    (await getDeviceLogs(server.deps, { actor: operator })).map(
      ({ kind, count }): [string, number] => [kind, count],
    );

  const operatorsPage = async (query = "") => {
    const { headers } = await fetch(`${server.url}/sign-in`);
    const Cookie = headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const answer = await fetch(`${server.url}/operator${query}`, { headers: { Cookie } });
    expect(answer.status).to.equal(200);
    return answer.text();
  };

  it("apple 39: is counted by kind, over all phones", async () => {
    const answers = [
      await phone.log([rejected, unchanged, rejected]),
      await phone.log([spurious, "what is this", malformed]),
      await phone.log([unchanged]),
    ];
    for (const { status, body } of answers) {
      expect(status).to.equal(200);
      expect(body).to.have.length(0);
    }
    expect(await counts()).to.deep.equal([
      ["authentication", 2],
      ["malformed_answer", 1],
      ["unchanged_pass", 2],
      ["spurious_push", 1],
      ["other", 1],
    ]);
  });

  it("apple 39: loses no line when phones post at the same moment", async () => {
    const lines = [rejected, unchanged, spurious];
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        phone.log(index % 2 === 0 ? lines : lines.toReversed()),
      ),
    );
    expect(await counts()).to.deep.equal([
      ["authentication", 60],
      ["unchanged_pass", 60],
      ["spurious_push", 60],
    ]);
  });

  it("apple 39: lines that come at the same moment are written together", async () => {
    let writes = 0;
    const count = ({ sql }: { sql: string }) => {
      if (sql.includes("phone_log_counts")) writes++;
    };
    database.db.on("query", count);
    const record = createDeviceLogRecorder(server.deps);
    const recorded = [record({ logs: [rejected] })];
    await eventually("the first is being written", () => writes === 1);
    while (recorded.length < 60) recorded.push(record({ logs: [rejected] }));
    await Promise.all(recorded);
    database.db.removeListener("query", count);
    expect(writes).to.equal(2);
    expect(await counts()).to.deep.equal([["authentication", 60]]);
  });

  it("apple 39: a count beyond two thousand million is shown, and counted on", async () => {
    const count = 3_000_000_000;
    const log = { kind: "authentication", count, sample: "again" } as const;
    await countDeviceLogs(database.db, dayInOslo(testNow), [log]);
    await phone.log([rejected]);
    const [seen] = await getDeviceLogs(server.deps, { actor: operator });
    expect(seen?.count).to.equal(count + 1);
    await operatorsPage();
  });

  it("apple 39: is kept without identifiers, over-long lines cut", async () => {
    await phone.log([`${rejected} ${"again ".repeat(5_000)}`]);
    await phone.log([unchanged]);
    const rows = await database.db<{ sample: string }>("phone_log_counts").select("sample");
    expect(rows).to.have.length(2);
    for (const { sample } of rows) {
      expect(Array.from(sample).length).to.be.at.most(200);
      expect(sample).not.to.match(/19121d|pJ3kQ0/);
    }
  });

  it("apple 39: takes whatever characters a line has", async () => {
    expect((await phone.log(["\0 \ud800 💥 \u202e'; --"])).status).to.equal(200);
    expect((await phone.log([])).status).to.equal(200);
    expect(await counts()).to.deep.equal([["other", 1]]);
  });

  it("apple 39: shows the operator each kind with what it means and what to do", async () => {
    expect(await operatorsPage()).to.contain("Ingen meldinger de siste 30 dagene.");
    await phone.log([rejected, unchanged, spurious, malformed, "<script>alert(1)</script>"]);
    const page = await operatorsPage();
    for (const text of [
      "Nøkkelen ble avvist",
      "Sett den inn igjen bakerst",
      "Svaret ble ikke forstått",
      "Billetten var ikke endret",
      "Varsel uten noe nytt",
      "encountered error: Authentication failure",
      "&lt;script&gt;alert(1)&lt;/script&gt;",
      "15. januar",
    ]) {
      expect(page).to.contain(text);
    }
    expect(page).not.to.match(/19121d|pJ3kQ0/);
    expect(await operatorsPage("?lang=nn")).to.contain("Nøkkelen blei avvist");
  });

  it("the device log is shown to nobody who is not signed in", async () => {
    const answer = await fetch(`${server.url}/operator`, {
      redirect: "manual",
      headers: { Accept: "text/html" },
    });
    expect(answer.status).to.equal(303);
  });

  it("the device log is shown for thirty days, with the newest line as the sample", async () => {
    const entry = { kind: "other", count: 1 } as const;
    await countDeviceLogs(database.db, "2026-12-16", [{ ...entry, sample: "too old" }]);
    await countDeviceLogs(database.db, "2026-12-17", [{ ...entry, sample: "old" }]);
    await countDeviceLogs(database.db, "2027-01-15", [{ ...entry, sample: "new" }]);
    expect(await getDeviceLogs(server.deps, { actor: operator })).to.deep.equal([
      { kind: "other", count: 2, lastDay: "2027-01-15", sample: "new" },
    ]);
  });

  it("the device log is deleted after sixty days, since a line is a stranger's text", async () => {
    const entry = { kind: "other", count: 1, sample: "line" } as const;
    for (const day of ["2026-11-15", "2026-11-16"])
      await countDeviceLogs(database.db, day, [entry]);
    await anonymiseEndedPasses(server.deps);
    const left = await database.db("phone_log_counts").select(database.db.raw("day::text"));
    expect(left).to.deep.equal([{ day: "2026-11-16" }]);
  });

  it("the device log counts by Oslo's days", async () => {
    server.deps.clock.set(new Date("2027-01-15T23:30:00Z"));
    await phone.log([rejected]);
    expect((await getDeviceLogs(server.deps, { actor: operator }))[0]?.lastDay).to.equal(
      "2027-01-16",
    );
  });

  for (const [what, body] of [
    ["no JSON", "{"],
    ["no lines", "{}"],
    ["lines that are no texts", '{"logs": [1, {}]}'],
    ["a single text", '{"logs": "Authentication failure"}'],
  ] as const) {
    it(`the device log answers 400, bare, to ${what}, and counts nothing`, async () => {
      const answer = await phone.call("/apple/v1/log", { method: "POST", body });
      expect(answer.status).to.equal(400);
      expect(answer.body).to.have.length(0);
      expect(await counts()).to.deep.equal([]);
    });
  }

  it("the device log answers 413 to more than 64 KB, and counts nothing", async () => {
    const answer = await phone.log([`Authentication failure ${"x".repeat(64 * 1024)}`]);
    expect(answer.status).to.equal(413);
    expect(await counts()).to.deep.equal([]);
  });
});
