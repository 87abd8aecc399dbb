import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createApiKey } from "../../src/actions/integrations/create-api-key.ts";
import type { Actor } from "../../src/actions/deps.ts";
import { filterRecipients } from "../../src/actions/recipients/filter-recipients.ts";
import { findRecipients } from "../../src/actions/recipients/find-recipients.ts";
import { createApp } from "../../src/http/server/app.ts";
import { createHttpServer } from "../../src/http/server/listen.ts";
import { aMunicipality, anOffer } from "../support/builders.ts";
import { excelFile } from "../support/excel-file.ts";
import { testDeps } from "../support/test-deps.ts";
import { timed, withDatabase, withPostgres } from "./measuring.ts";

const municipality = "5025";
const headings = ["reference", "household", "birthYear", "language", "phone", "email"];
const rowsFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => {
    const number = first + index;
    const mail = `family${number}@example.org`;
    return [`R-${number}`, `H-${number >> 1}`, 2015, "nb", 41000000 + number, mail];
  });

/** Prints imports of 5,000 and an allocation to 1,000 over HTTP, and searches of their actions, with the longest stall of the event loop. */
export const run = (): Promise<void> =>
  withPostgres((postgres) =>
    withDatabase(postgres, "nav", async (db) => {
      const deps = testDeps(db);
      const high = 1_000_000;
      const rateLimits = { api: high, claim: high, phones: high, phone: high };
      const server = createHttpServer(createApp(deps, { rateLimits }));
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
      await aMunicipality(db, municipality);
      const { key } = await createApiKey(deps, {
        ...({ role: "nav", name: "bench" } as const),
        municipalities: [municipality],
      });
      const headers = { authorization: `Bearer ${key}` };

      const send = async (path: string, body: FormData | string) => {
        const type = typeof body === "string" && { "content-type": "application/json" };
        const answer = await fetch(url + path, {
          ...{ method: "POST", headers: { ...headers, ...type }, body },
        });
        if (!answer.ok) throw new Error(await answer.text());
        return (await answer.json()) as Record<string, unknown>;
      };
      const delay = monitorEventLoopDelay({ resolution: 5 });
      const measure = async (what: string, work: () => Promise<unknown>) => {
        delay.reset();
        delay.enable();
        const ms = await timed(work);
        delay.disable();
        console.log(
          `| ${what} | ${(ms / 1000).toFixed(2)} s | ${Math.round(delay.max / 1e6)} ms |`,
        );
      };
      const importOf = async (what: string, file: string | Buffer<ArrayBuffer>) => {
        const form = new FormData();
        form.set("municipality", municipality);
        form.set("file", new Blob([file]), "file");
        let revision = "";
        await measure(`${what}, preview`, async () => {
          revision = String((await send("/recipients/import", form))["revision"]);
        });
        form.set("revision", revision);
        await measure(`${what}, preview and save`, () => send("/recipients/import", form));
      };

      try {
        console.log("| over HTTP | time | longest stall of the event loop |\n| --- | --: | --: |");
        const csv = [headings, ...rowsFrom(0, 5_000)].map((row) => row.join(";")).join("\n");
        await importOf("import of 5,000 new, CSV", csv);
        await importOf(
          "import of 5,000 new, Excel",
          excelFile([headings, ...rowsFrom(5_000, 5_000)]),
        );
        await importOf("import of 5,000 with a new phone, CSV", csv.replaceAll(";41", ";91"));
        const officer: Actor = { role: "nav", id: "bench", municipalities: [municipality] };
        const found = (text: string) => () => findRecipients(deps, { actor: officer, text });
        await measure("search among 10,000, by reference", found("R-9999"));
        await measure("search among 10,000, by a part of it", found("999"));
        const filter = { holding: "nothing", ageFrom: 1 } as const;
        await measure("filter of 10,000, the newest 500", () =>
          filterRecipients(deps, { actor: officer, filter, offerIds: [], limit: 500 }),
        );
        const { id: offerId } = await anOffer(db, { quota: 1_000, municipalities: [municipality] });
        const items = rowsFrom(0, 1_000).map(([recipient]) => ({ recipient, offerId }));
        await measure("allocation of 1,000", () => send("/allocations", JSON.stringify({ items })));
      } finally {
        server.close();
        server.closeAllConnections();
      }
    }),
  );
