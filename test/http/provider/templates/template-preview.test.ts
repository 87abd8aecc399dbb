import { randomUUID } from "node:crypto";
import { expect } from "chai";
import sharp from "sharp";
import { createApiKey } from "../../../../src/actions/integrations/create-api-key.ts";
import { anAppleOffer } from "../../../support/apple-tickets.ts";
import { useAppleWallet } from "../../../support/apple-wallet.ts";
import { aProvider } from "../../../support/builders.ts";
import { useDatabase } from "../../../support/database.ts";
import { openPass } from "../../../support/opened-pass.ts";
import { useServer } from "../../../support/server.ts";

describe("a template's signed sample", () => {
  const database = useDatabase();
  const apple = useAppleWallet();
  const server = useServer(database, { change: (deps) => ({ ...deps, apple: apple.wallet }) });
  let path: string;
  let key: string;

  const keyOf = async (providerId: string) =>
    (await createApiKey(server.deps, { role: "provider", providerId, name: "test" })).key;
  const ask = (at: string, as = key) =>
    fetch(`${server.url}${at}`, { headers: { Authorization: `Bearer ${as}` } });

  before(async () => {
    const { templateId, providerId } = await anAppleOffer(database.db);
    path = `/api/v1/templates/${templateId}/preview.pkpass`;
    key = await keyOf(providerId);
  });

  it("a template's signed sample is a ticket of the provider's, in the language asked for", async () => {
    const res = await ask(`${path}?language=en`);
    expect(res.status).to.equal(200);
    expect(res.headers.get("content-type")).to.equal("application/vnd.apple.pkpass");
    const { passJson } = await openPass(Buffer.from(await res.arrayBuffer()));
    expect(passJson).to.include({ organizationName: "Hovdelia skisenter" });
    expect(JSON.stringify(passJson)).to.contain("Sample ticket");
  });

  for (const wallet of ["apple", "google"]) {
    for (const side of ["front", "back"]) {
      it(`a template's signed sample is drawn as ${wallet} shows its ${side}`, async () => {
        const res = await ask(path.replace(".pkpass", `/${wallet}.png?side=${side}`));
        expect(res.status).to.equal(200);
        expect(res.headers.get("content-type")).to.equal("image/png");
        const { format, width } = await sharp(Buffer.from(await res.arrayBuffer())).metadata();
        expect({ format, width }).to.eql({ format: "png", width: wallet === "apple" ? 750 : 720 });
      });
    }
  }

  it("a template's signed sample is drawn for its provider alone, and for the two wallets that there are", async () => {
    const picture = path.replace(".pkpass", "/apple.png");
    const other = await keyOf((await aProvider(database.db)).id);
    expect((await ask(picture, other)).status).to.equal(404);
    expect((await ask(path.replace(".pkpass", "/samsung.png"))).status).to.equal(404);
    expect((await ask(`${picture}?side=inside`)).status).to.equal(400);
  });

  it("404 for another provider, an unknown template and garbage", async () => {
    const other = await keyOf((await aProvider(database.db)).id);
    expect((await ask(path, other)).status).to.equal(404);
    for (const id of [randomUUID(), "garbage", "%00"]) {
      expect((await ask(`/api/v1/templates/${id}/preview.pkpass`)).status).to.equal(404);
    }
  });

  it("400 for a language that no ticket speaks", async () => {
    expect((await ask(`${path}?language=de`)).status).to.equal(400);
  });
});
