import { expect } from "chai";
import { apiWorld, type ApiWorld } from "../../support/api-world.ts";
import { aTemplateDefinition } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";
import { aPng } from "../../support/ticket-content.ts";

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
});
