import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Pool } from "../../src/db/connect.ts";
import { insertBatch, insertCodes } from "../../src/db/codes/code-uploads.ts";
import { insertProviderUser } from "../../src/db/providers/provider-users.ts";
import type { Offer } from "../../src/domain/offers/offer.ts";
import { createApp } from "../../src/http/server/app.ts";
import { createHttpServer } from "../../src/http/server/listen.ts";
import { anOffer, testKeyRing, testNow } from "../support/builders.ts";
import { excelFile } from "../support/excel-file.ts";
import { someOwnCodes } from "../support/own-codes.ts";
import { providerSession } from "../support/sessions.ts";
import { testDeps } from "../support/test-deps.ts";
import { seconds, timed, withDatabase, withPostgres } from "./measuring.ts";

const count = 100_000;

const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const elevenDigits = () => String(48_200_000_000 + randomInt(1_000_000_000));
const twelveLetters = () =>
  Array.from(randomBytes(12), (byte) => letters[byte % letters.length]).join("");

function distinct(code: () => string): string[] {
  const codes = new Set<string>();
  while (codes.size < count) codes.add(code());
  return [...codes];
}

/** The least that any such service has to write: as many rows, with random bytes for hash and ciphertext. */
async function bare(db: Pool, { id: offerId, providerId }: Offer): Promise<void> {
  const codes = Array.from({ length: count }, () => ({
    id: randomUUID(),
    hash: randomBytes(32),
    sealed: randomBytes(64),
    expiresAt: null,
  }));
  await db.transaction(async (trx) => {
    const id = await insertBatch(trx, { offerId, name: "Bare", at: testNow });
    await insertCodes(trx, { id, offerId, providerId }, codes);
  });
}

/** Prints how long a provider waits whose file has 100,000 codes, from the upload to the page that counts them. */
export const run = (): Promise<void> =>
  withPostgres((postgres) => withDatabase(postgres, "codes", benchOn));

async function benchOn(db: Pool): Promise<void> {
  const deps = testDeps(db);
  const high = 1_000_000;
  const rateLimits = { api: high, claim: high, phones: high, phone: high };
  const server = createHttpServer(createApp(deps, { rateLimits }));
  try {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const anOwner = async ({ providerId }: Offer) => {
      const user = { providerId, role: "owner", email: `${providerId}@b.example` } as const;
      const id = await db.transaction((trx) => insertProviderUser(trx, testKeyRing, user));
      return `provider=${await providerSession(deps, id)}`;
    };

    console.log(
      "| 100,000 codes in a file | until the page says so (target 20 s) | its rows alone |",
    );
    console.log("| --- | --: | --: |");
    const csv = (codes: string[]) => new File([codes.join("\n")], "codes.csv");
    const excel = (codes: string[]) =>
      new File([excelFile(codes.map((code) => [code]))], "codes.xlsx");
    for (const [what, code, file] of [
      ["CSV, eleven digits", elevenDigits, csv],
      ["CSV, twelve letters", twelveLetters, csv],
      ["Excel, eleven digits", elevenDigits, excel],
    ] as const) {
      const offer = await anOffer(db, { quota: 1, ownCodes: someOwnCodes });
      const cookie = await anOwner(offer);
      const body = new FormData();
      body.set("name", "Bunke");
      body.set("codes", "");
      body.set("file", file(distinct(code)));
      const ours = await timed(async () => {
        const target = `${url}/provider/offers/${offer.id}/codes?csrf=token`;
        const answer = await fetch(target, { method: "POST", headers: { cookie }, body });
        const page = await answer.text();
        if (!answer.url.includes(`added=${count}`))
          throw new Error(page.replace(/<[^>]*>/g, " ").slice(0, 2_000));
      });
      const peer = await anOffer(db, { quota: 1, ownCodes: someOwnCodes });
      const least = await timed(() => bare(db, peer));
      console.log(`| ${what} | ${seconds(ours)} s | ${seconds(least)} s |`);
    }
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
