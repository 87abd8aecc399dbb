import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { request, type IncomingMessage } from "node:http";
import { expect } from "chai";
import { createApiKey } from "../../../../src/actions/integrations/create-api-key.ts";
import { insertProviderUser } from "../../../../src/db/providers/provider-users.ts";
import { withUpload } from "../../../../src/http/provider/render-queue.ts";
import { apiWorld, type ApiWorld } from "../../../support/api-world.ts";
import { aTemplateDefinition, testKeyRing } from "../../../support/builders.ts";
import { useDatabase } from "../../../support/database.ts";
import { useServer } from "../../../support/server.ts";
import { providerSession } from "../../../support/sessions.ts";
import { aPng } from "../../../support/ticket-content.ts";

/** Takes a second or so to draw; each number makes another picture. */
function aSlowSvg(number: number): Blob {
  const groups = Array.from({ length: 5 }, (_, at) => {
    const inner = at === 0 ? '<rect width="9" height="9"/>' : `<use href="#a${at - 1}"/>`;
    return `<g id="a${at}">${inner.repeat(10)}</g>`;
  });
  const size = `width="100" height="${100 + number}"`;
  return new Blob([`<svg xmlns="http://www.w3.org/2000/svg" ${size}>${groups.join("")}</svg>`]);
}

function anUpload(icon: Blob): FormData {
  const data = new FormData();
  data.append("template", JSON.stringify(aTemplateDefinition));
  data.append("icon", icon);
  return data;
}

describe("a provider whose pictures are slow to draw", function () {
  this.timeout(60_000);
  const database = useDatabase();
  const server = useServer(database);
  let world: ApiWorld;

  before(async () => {
    world = await apiWorld(server);
  });

  it("a provider with slow pictures waits for them alone: another's pictures are ready before its second", async () => {
    const ready: string[] = [];
    const send = async (client: "provider" | "otherProvider", name: string, icon: Blob) => {
      const { status } = await world[client].post("/api/v1/templates", anUpload(icon));
      ready.push(`${name} ${status}`);
    };
    const slow = [0, 1, 2, 3].map((number) => send("provider", "slow", aSlowSvg(number)));
    await world.nav.get("/api/v1/offers?municipality=5025");
    const others = [
      send("otherProvider", "png", new Blob([new Uint8Array(await aPng(200, 200))])),
      send(
        "otherProvider",
        "svg",
        new Blob(['<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"/>']),
      ),
    ];
    await Promise.all([...slow, ...others]);
    expect(ready.filter((name) => name === "slow 201")).to.have.length(4);
    expect(ready.slice(0, 3)).to.include.members(["png 201", "svg 201"]);
  });

  /** The processes that draw for this one. */
  const drawing = () => {
    const args = ["-P", String(process.pid), "-f", "svg-process"];
    const { stdout } = spawnSync("pgrep", args, { encoding: "utf8" });
    return stdout.split("\n").filter(Boolean).map(Number);
  };

  it("pictures are drawn in a process that may write 512 MB of memory", async () => {
    await world.provider.post("/api/v1/templates", anUpload(aSlowSvg(10)));
    const [pid = 0] = drawing();
    const limits = await readFile(`/proc/${pid}/limits`, "utf8");
    expect(limits).to.match(/^Max data size +536870912 /m);
  });

  it("a picture is taken whose drawing gets no processor time for longer than it may use", async () => {
    // So that the process has started.
    await world.provider.post("/api/v1/templates", anUpload(aSlowSvg(20)));
    const [pid = 0] = drawing();
    const answer = world.provider.post("/api/v1/templates", anUpload(aSlowSvg(21)));
    process.kill(pid, "SIGSTOP");
    setTimeout(() => process.kill(pid, "SIGCONT"), 6_000);
    expect((await answer).status).to.equal(201);
  });

  it("a picture whose drawing process is killed is refused with a problem document that names it", async () => {
    const timer = setInterval(() => {
      for (const pid of drawing()) process.kill(pid, "SIGKILL");
    }, 50);
    const answer = await world.provider
      .post("/api/v1/templates", anUpload(aSlowSvg(11)))
      .finally(() => {
        clearInterval(timer);
      });
    expect(answer.status).to.equal(422);
    const [fault] = answer.body["errors"] as [object];
    expect(fault).to.include({ path: "icon", code: "too_complex" });
  });

  it("of thirteen uploads of a provider at once, one is refused with 503, and twelve are taken", async () => {
    const form = new Response(anUpload(new Blob([new Uint8Array(await aPng(64, 64))])));
    const owner = { role: "provider", providerId: world.providerId, name: "uploads" } as const;
    const { key } = await createApiKey(server.deps, owner);
    const headers = {
      authorization: `Bearer ${key}`,
      "content-type": form.headers.get("content-type") ?? "",
    };
    const body = Buffer.from(await form.arrayBuffer());
    const uploads = Array.from({ length: 13 }, () => {
      const upload = request(`${server.url}/api/v1/templates`, { method: "POST", headers });
      // Not all of it yet, so that the upload stays under way.
      upload.write(body.subarray(0, 200));
      const answered = once(upload, "response").then(([answer]) => {
        const { statusCode, headers } = (answer as IncomingMessage).resume();
        return { upload, statusCode, retryAfter: headers["retry-after"] };
      });
      return { upload, answered };
    });
    const first = await Promise.race(uploads.map(({ answered }) => answered));
    expect(first).to.include({ statusCode: 503, retryAfter: "5" });
    for (const { upload } of uploads) if (upload !== first.upload) upload.end(body.subarray(200));
    const statuses = await Promise.all(
      uploads.map(async ({ answered }) => (await answered).statusCode),
    );
    expect(statuses.toSorted()).to.deep.equal([...Array<number>(12).fill(201), 503]);
    first.upload.destroy();
  });

  /** Uploads that are under way until it is told. */
  function heldUploads() {
    let release = () => {};
    const isOver = new Promise<void>((resolve) => (release = resolve));
    const started: string[] = [];
    const hold = (providerId: string, count: number) =>
      Array.from({ length: count }, () =>
        withUpload(server.deps, { providerId }, () => {
          started.push(providerId);
          return isOver;
        }),
      );
    return { hold, started, release };
  }

  it("of all providers' uploads four are read at a time, two of one provider", async () => {
    const { hold, started, release } = heldUploads();
    const held = ["a", "b", "c"].flatMap((provider) => hold(provider, 3));
    // Limits give turns by promises alone.
    await new Promise(setImmediate);
    expect(started.toSorted()).to.deep.equal(["a", "a", "b", "b"]);
    release();
    await Promise.all(held);
    expect(started).to.have.length(9);
  });

  it("every way in which a provider sends pictures waits for its turn, and is refused where twelve are under way", async () => {
    const { providerId, provider } = world;
    const user = { providerId, role: "owner", email: "a@b.example" } as const;
    const userId = await database.db.transaction((trx) =>
      insertProviderUser(trx, testKeyRing, user),
    );
    const headers = { cookie: `provider=${await providerSession(server.deps, userId)}` };
    const form = `${server.url}/provider/templates?csrf=token`;
    const body = anUpload(new Blob(["<svg/>"]));
    const ways: Record<string, () => Promise<{ status: number }>> = {
      "a new template": () => provider.post("/api/v1/templates", body),
      "a version": () => provider.put(`/api/v1/templates/${randomUUID()}`, body),
      "a look": () => provider.put("/api/v1/look", body),
      "the form": () => fetch(form, { method: "POST", headers, body }),
    };
    const { hold, release } = heldUploads();
    const held = hold(providerId, 12);
    try {
      for (const [way, send] of Object.entries(ways)) {
        expect((await send()).status, way).to.equal(503);
      }
    } finally {
      release();
      await Promise.all(held);
    }
    for (const [way, send] of Object.entries(ways)) {
      expect((await send()).status, way).to.not.equal(503);
    }
  });
});
