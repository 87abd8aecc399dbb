import { randomBytes } from "node:crypto";
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import {
  issuePassCertificate,
  createIntermediate,
  createRoot,
} from "../../../src/sandbox/certificate-authority.ts";
import { developmentIds } from "../../../src/sandbox/certificates.ts";
import { useApns } from "../../support/apns.ts";
import { eventually } from "../../support/eventually.ts";
import { freePort } from "../../support/free-port.ts";

const aToken = () => randomBytes(32).toString("hex");
const tokens = (count: number) => Array.from({ length: count }, aToken);
const sent = { result: "sent" };

describe("Apple's push service", () => {
  const apns = useApns();

  it("apple 42: is asked for a background push of the pass type, with an empty object", async () => {
    const token = aToken();
    expect(await apns.client().push(token)).to.deep.equal(sent);
    const [push] = apns.service.received;
    const {
      "apns-expiration": expiration,
      ":authority": authority,
      ...headers
    } = Object.fromEntries(Object.entries(push?.headers ?? {}));
    expect(headers).to.deep.equal({
      ":method": "POST",
      ":path": `/3/device/${token}`,
      ":scheme": "https",
      "apns-topic": developmentIds.passTypeIdentifier,
      "apns-push-type": "background",
      "apns-priority": "5",
    });
    expect(authority).to.equal(new URL(apns.service.origin).host);
    expect(Number(expiration)).to.be.greaterThan(Date.now() / 1_000);
    expect(push?.body).to.equal("{}");
  });

  it("apple 42: takes nobody without a pass certificate of its own issuer", async () => {
    const root = await createRoot(new Date(Date.now() - 86_400_000));
    const wwdr = await createIntermediate(root, new Date(Date.now() - 86_400_000));
    const at = new Date(Date.now() - 3_600_000);
    const pair = await issuePassCertificate(wwdr, { ...developmentIds, at });
    const stranger = apns.client(
      {},
      { signerCert: pair.cert, signerKey: pair.key, wwdrCert: wwdr.cert.toString("pem") },
    );
    expect(await stranger.push(aToken())).to.include({ result: "retryLater", of: "service" });
    expect(apns.service.counts.pushes).to.equal(0);
  });

  it("apple 45: refuses the certificate in TLS' own words, as Apple does with one that has ended", async () => {
    const { certificates } = apns;
    const directory = await mkdtemp(join(tmpdir(), "join-tls-"));
    const path = (name: string) => join(directory, name);
    await writeFile(path("server.pem"), certificates.apnsServer.cert + certificates.apnsServer.key);
    // Any authority but the one that issued ours.
    await writeFile(path("ca.pem"), certificates.apnsServer.cert);
    const port = await freePort();
    const server = spawn("openssl", [
      ...["s_server", "-accept", String(port), "-cert", path("server.pem"), "-alpn", "h2"],
      ...["-Verify", "2", "-verify_return_error", "-CAfile", path("ca.pem"), "-no-CApath"],
    ]);
    try {
      const origin = `https://localhost:${port}`;
      const client = apns.client({}, { apnsOrigin: origin });
      await eventually("the refusal", async () => {
        return (await client.push(aToken())).result === "stopAll";
      });
    } finally {
      server.kill();
      await rm(directory, { recursive: true });
    }
  });

  it("apple 43: takes two thousand pushes over one session, within its stream limit", async () => {
    const client = apns.client();
    const results = await Promise.all(tokens(2_000).map((token) => client.push(token)));
    expect(results.filter(({ result }) => result === "sent")).to.have.length(2_000);
    expect(new Set(apns.service.received.map(({ pushToken }) => pushToken)).size).to.equal(2_000);
    expect(apns.service.counts).to.include({ sessions: 1, pushes: 2_000 });
    expect(apns.service.counts.maxStreams).to.be.within(2, 1_000);
  });

  it("apple 43: says goodbye in the middle, and the rest arrives over another session", async () => {
    const client = apns.client();
    const all = tokens(1_500);
    const results = Promise.all(all.map((token) => client.push(token)));
    await eventually("some pushes", () => apns.service.counts.pushes > 100);
    apns.service.goAway();
    expect((await results).every(({ result }) => result === "sent")).to.equal(true);
    const arrived = new Set(apns.service.received.map(({ pushToken }) => pushToken));
    expect(arrived.size).to.equal(1_500);
    expect(apns.service.counts.sessions).to.equal(2);
  });

  it("apple 43: breaks off in the middle, and the rest arrives over another session", async () => {
    const client = apns.client();
    const all = tokens(1_500);
    const results = Promise.all(all.map((token) => client.push(token)));
    await eventually("some pushes", () => apns.service.counts.pushes > 100);
    apns.service.drop();
    expect((await results).every(({ result }) => result === "sent")).to.equal(true);
    expect(apns.service.counts.sessions).to.equal(2);
  });

  it("the push service is connected to anew after a quiet time in which the session was lost", async () => {
    const client = apns.client();
    await client.push(aToken());
    apns.service.drop();
    await eventually("no session", () => apns.service.counts.openSessions === 0);
    expect(await client.push(aToken())).to.deep.equal(sent);
  });

  it("the push service cannot be reached: pushes come back with the time to try again, and go through once it can", async () => {
    const client = apns.client();
    await apns.service.reachable(false);
    const first = await client.push(aToken());
    expect(first).to.include({ result: "retryLater", of: "service" });
    const second = await client.push(aToken());
    expect(second).to.include({ result: "retryLater", reason: "not connected" });
    await apns.service.reachable(true);
    await eventually("a push goes through", async () => {
      return (await client.push(aToken())).result === "sent";
    });
  });

  it("apple 45: is left alone longer after each failure to connect, up to a bound", async () => {
    const client = apns.client({ backoffMs: 10, maxBackoffMs: 40 });
    await apns.service.reachable(false);
    const pauses: number[] = [];
    while (pauses.length < 6) {
      const answer = await client.push(aToken());
      if (answer.result !== "retryLater") throw new Error(`unexpected ${answer.result}`);
      if (answer.reason !== "not connected") pauses.push(Math.round((answer.afterMs ?? 0) / 10));
      await new Promise((resolve) => setTimeout(resolve, answer.afterMs ?? 0));
    }
    expect(pauses).to.deep.equal([1, 2, 4, 4, 4, 4]);
  });

  it("the push service does not answer one push: that one comes back, and the session lives", async () => {
    const client = apns.client({ answerTimeoutMs: 1_000 });
    const [mute, other] = [aToken(), aToken()];
    apns.service.behave(mute, {});
    const [late, taken] = await Promise.all([client.push(mute), client.push(other)]);
    expect(late).to.deep.equal({ result: "retryLater", of: "token", reason: "no answer" });
    expect(taken).to.deep.equal(sent);
    expect(await client.push(aToken())).to.deep.equal(sent);
    expect(apns.service.counts.sessions).to.equal(1);
  });

  it("the push service hands back what was not sent when it is closed", async () => {
    const client = apns.client();
    const results = Promise.all(tokens(1_200).map((token) => client.push(token)));
    await eventually("some pushes", () => apns.service.counts.pushes > 0);
    await client.close();
    const kinds = new Set((await results).map(({ result }) => result));
    expect([...kinds]).to.have.members(["sent", "retryLater"]);
    await eventually("no session", () => apns.service.counts.openSessions === 0);
  });

  it("apple 45: refuses the certificate: nothing more is sent of what waits", async () => {
    const client = apns.client();
    apns.service.behaveAll({ status: 403, reason: "BadCertificate" });
    const results = await Promise.all(tokens(3_000).map((token) => client.push(token)));
    expect(results.every(({ result }) => result === "stopAll")).to.equal(true);
    expect(apns.service.counts.pushes).to.be.at.most(1_000);
  });
});

describe("Apple's push service with few streams", () => {
  const apns = useApns({ maxConcurrentStreams: 3 });

  it("apple 43: never gets more at once than it allows, and urgent ones first", async () => {
    const client = apns.client();
    const patient = tokens(200);
    const results = patient.map((token) => client.push(token));
    await eventually("some pushes", () => apns.service.counts.pushes > 10);
    const urgent = aToken();
    const seen = apns.service.counts.pushes;
    await client.push(urgent, { urgent: true });
    const place = apns.service.received.findIndex(({ pushToken }) => pushToken === urgent);
    expect(place).to.be.within(seen, seen + 10);
    await Promise.all(results);
    expect(apns.service.counts).to.include({ maxStreams: 3, pushes: 201, sessions: 1 });
  });
});
