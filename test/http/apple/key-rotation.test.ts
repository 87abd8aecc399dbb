import { expect } from "chai";
import { allocate } from "../../../src/actions/allocations/allocate.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { fetchPass } from "../../../src/actions/passes/fetch-pass.ts";
import { issuePasses } from "../../../src/actions/passes/issue-passes.ts";
import { KeyRing } from "../../../src/key-ring.ts";
import { createAppleWallet } from "../../../src/wallets/apple/create-apple-wallet.ts";
import { anAppleOffer } from "../../support/apple-tickets.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { aRecipient } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { openPass } from "../../support/opened-pass.ts";
import { aDevice, aPushToken, phoneCalls } from "../../support/phone-calls.ts";
import { useServer } from "../../support/server.ts";
import type { TestDeps } from "../../support/test-deps.ts";

const officer: Actor = { role: "nav", id: "officer", municipalities: ["5025"] };
const key = (id: string, fill: number) => ({ id, secret: Buffer.alloc(32, fill) });
const [first, second, third] = [key("first", 1), key("second", 2), key("third", 3)] as const;

describe("a phone's token when the operator rotates keys", () => {
  const database = useDatabase();
  const apple = useAppleWallet();
  const withRing =
    (keyRing: KeyRing) =>
    (deps: TestDeps): TestDeps => ({
      ...deps,
      keyRing,
      apple: createAppleWallet(apple.certificates, {
        keyRing,
        publicUrl: "https://tickets.example",
      }),
    });
  const start = useServer(database, { change: withRing(new KeyRing([second, first])) });
  const rotated = useServer(database, { change: withRing(new KeyRing([third, second])) });

  async function tokenIn(deps: TestDeps, serialNumber: string): Promise<string> {
    const fetched = await fetchPass(deps, { serialNumber });
    if (!fetched) throw new Error("There is no ticket.");
    return String((await openPass(fetched)).passJson["authenticationToken"]);
  }

  it("a phone's token opens its ticket after the oldest key was dropped and a new one became current", async () => {
    const offer = await anAppleOffer(database.db);
    const { reference } = await aRecipient(database.db, { keyRing: new KeyRing([second]) });
    const { items } = await allocate(start.deps, {
      actor: officer,
      items: [{ recipient: reference, offerId: offer.id }],
    });
    await issuePasses(start.deps, { offerId: offer.id });
    const serialNumber = items[0]?.passes[0]?.serialNumber ?? "";
    const token = await tokenIn(start.deps, serialNumber);

    expect(await tokenIn(rotated.deps, serialNumber)).to.equal(token);
    const { call, withToken, registration, passPath } = phoneCalls(rotated, apple.wallet);
    const registered = await call(registration(aDevice(), serialNumber), {
      method: "POST",
      headers: withToken(token),
      body: JSON.stringify({ pushToken: aPushToken() }),
    });
    expect(registered.status).to.equal(201);
    const fetched = await call(passPath(serialNumber), { headers: withToken(token) });
    expect(fetched.status).to.equal(200);
    const { passJson } = await openPass(fetched.body);
    expect(passJson["authenticationToken"]).to.equal(token);
  });
});
