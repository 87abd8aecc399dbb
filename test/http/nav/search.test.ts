import { expect } from "chai";
import { upsertRecipient } from "../../../src/actions/recipients/upsert-recipient.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { aMunicipality } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useOfficerPages } from "../../support/officer-pages.ts";

const actor: Actor = { role: "nav", id: "nora", municipalities: ["5025", "5026"] };

describe("the search box on NAV's pages", () => {
  const database = useDatabase();
  const pages = useOfficerPages(database, ["5025"]);
  const ids = new Map<string, string>();

  before(async () => {
    for (const number of ["5025", "5026"]) await aMunicipality(database.db, number);
    for (const [reference, label, municipality] of [
      ["SAK-2026-0017", "Kari Ø", "5025"],
      ["SAK-2026-0018", "Kari B", "5025"],
      ["SAK-2026-0019", "Ola", "5026"],
      ["SAK-2026-00171", "Per", "5025"],
    ] as const) {
      const { recipient } = await upsertRecipient(pages.deps, {
        ...{ actor, reference, label, municipality, birthYear: 2014 },
        ...{ language: "nb", delivery: "print" },
      });
      ids.set(reference, recipient.id);
    }
  });

  const pageOf = (reference: string) => `/nav/recipients/${ids.get(reference) ?? ""}`;
  const search = (text: string) => pages.post("/nav/search", { text });

  it("the search box stands on every NAV page, and sends no text in an address", async () => {
    for (const path of ["/nav", "/nav/recipients", "/nav/allocate", "/nav/allocations"]) {
      const page = await (await pages.get(path)).text();
      const [form] = /<form[^>]*action="\/nav\/search"[^>]*>/.exec(page) ?? [];
      expect(form, path).to.contain('method="post"');
    }
  });

  for (const { text, what } of [
    { text: "SAK-2026-0017", what: "as it is" },
    { text: "  SAK-2026-\u00a0 0017 \n", what: "pasted with spaces" },
    { text: "kari ø", what: "by its label" },
    { text: "kariø", what: "by its label without the space" },
  ]) {
    it(`the search box leads to the one recipient that is named ${what}`, async () => {
      expect((await search(text)).headers.get("location")).to.equal(pageOf("SAK-2026-0017"));
    });
  }

  it("the search box lists those whose reference or label contains the text, of own municipalities", async () => {
    const answer = await search("2026");
    expect(answer.status).to.equal(200);
    const page = await answer.text();
    for (const reference of ["SAK-2026-0017", "SAK-2026-0018", "SAK-2026-00171"]) {
      expect(page).to.contain(`href="${pageOf(reference)}"`);
    }
    expect(page).not.to.contain("SAK-2026-0019");
    expect(await (await search("Ola")).text()).to.contain("Ingen mottaker passer");
    expect(await (await search(" ")).text()).to.contain("Ingen mottaker passer");
  });
});
