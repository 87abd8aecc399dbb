import { expect } from "chai";
import { apiWorld, anOpenOffer, type ApiWorld } from "../../support/api-world.ts";
import { useDatabase } from "../../support/database.ts";
import { formFields } from "../../support/form-fields.ts";
import { useServer } from "../../support/server.ts";
import { staffSession } from "../../support/sessions.ts";
import { sessionOfProvider } from "../../support/sign-in-provider.ts";

interface StaleForm {
  /** The page with the form, for one of the two. */
  page: () => string;
  /** Where the form goes; to its page where absent. */
  action?: () => string;
  /** A word of the form's class. */
  form: string;
  /** What each of the two types, and what both type the same in. */
  theirs: Record<string, string>;
  mine: Record<string, string>;
  /** What the refused form says of the other's change. */
  says: RegExp;
  /** What the page shows once the refused form was sent again: of mine, and of theirs that I did not touch. */
  after: RegExp[];
}

describe("a form that two have open", () => {
  const database = useDatabase();
  const server = useServer(database);
  let world: ApiWorld;
  let cookie = "";
  let offerId = "";
  let listId = "";

  before(async () => {
    world = await apiWorld(server);
    offerId = await anOpenOffer(world);
    const recipient = { reference: "R-1", birthYear: 2016, municipality: "5025" };
    await world.nav.post("/api/v1/recipients", {
      ...recipient,
      ...{ language: "nb", delivery: "none" },
    });
    const list = { name: "Vinterferie", municipality: "5025", recipients: ["R-1"] };
    listId = String((await world.nav.post("/api/v1/recipient-lists", list)).body["id"]);
    const claims = { sub: "kari", name: "Kari", nav: ["5025"], culture: ["5025"] };
    cookie = `staff=${await staffSession(server.deps, claims)}; provider=${await sessionOfProvider(server.deps, world.providerId)}`;
  });

  const open = async (path: string) =>
    (await fetch(server.url + path, { headers: { cookie } })).text();
  const send = (path: string, body: URLSearchParams) =>
    fetch(server.url + path, { method: "POST", headers: { cookie }, body, redirect: "manual" });
  const typed = (fields: URLSearchParams, values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) {
      // The first of a table's rows.
      const rest = fields.getAll(name).slice(1);
      fields.set(name, value);
      for (const each of rest) fields.append(name, each);
    }
    return fields;
  };

  const columnsPage = () => "/culture/settlements/columns/5025";
  const forms: Record<string, StaleForm> = {
    "a municipality's columns": {
      page: columnsPage,
      form: "sheet",
      theirs: { decimal: "." },
      mine: { heading: "Konto" },
      says: /Desimaltegn i beløp: Komma: 1234,50 → Punktum: 1234\.50/,
      after: [/value="Konto"/, /<input[^>]*checked=""[^>]*value="\."|value="\."[^>]*checked=""/],
    },
    "a municipality's columns, the same field": {
      page: columnsPage,
      form: "sheet",
      theirs: { heading: "Ansvar" },
      mine: { heading: "Prosjekt" },
      says: /Ansvar \([\s\S]*Du har skrevet noe annet her/,
      after: [/value="Prosjekt"/],
    },
    "where a culture office is reached": {
      page: () => "/culture/contact",
      form: "contact-5025",
      theirs: { language: "nn", email: "kultur@roros.example" },
      mine: { email: "post@roros.example" },
      says: /E-postadresse: ingen → kultur@roros\.example/,
      after: [/value="post@roros\.example"/, /value="nn"[^>]*checked|checked=""[^>]*value="nn"/],
    },
    "a provider's contact": {
      page: () => `/culture/providers/${world.providerId}`,
      action: () => `/culture/providers/${world.providerId}/contact`,
      form: "contact",
      theirs: { contactEmail: "dag@kino.example" },
      mine: { contactEmail: "eli@kino.example" },
      says: /Noen andre endret dette til «dag@kino\.example»/,
      after: [/eli@kino\.example/],
    },
    "how many complimentary tickets are set aside": {
      page: () => `/provider/offers/${offerId}/complimentary`,
      action: () => `/provider/offers/${offerId}/complimentary/set-aside`,
      form: "set-aside",
      theirs: { setAside: "40" },
      mine: { setAside: "7" },
      says: /Noen andre endret dette til «40»/,
      after: [/<dd>7<\/dd>/],
    },
    "a saved list's name": {
      page: () => `/nav/lists/${listId}`,
      form: "form",
      theirs: { name: "Sommer" },
      mine: { name: "Påske" },
      says: /Noen andre endret dette til «Sommer»/,
      after: [/value="Påske"/],
    },
  };

  for (const [what, { page, form, theirs, mine, says, after, ...rest }] of Object.entries(forms)) {
    it(`${what}: refuses who comes second, says what the other changed, and is saved when sent again`, async () => {
      const action = (rest.action ?? page)();
      const shown = await open(page());
      const first = await send(action, typed(formFields(shown, form), theirs));
      expect(first.status, await first.text()).to.equal(303);
      const refused = await send(action, typed(formFields(shown, form), mine));
      const html = await refused.text();
      expect(refused.status).to.equal(412);
      expect(html).to.match(says);
      for (const value of Object.values(mine)) expect(html).to.contain(`value="${value}"`);
      const again = await send(action, formFields(html, form));
      expect(again.status).to.equal(303);
      const saved = await open(page());
      for (const each of after) expect(saved).to.match(each);
    });
  }

  it("a municipality's columns are not taken away by the button of a page from before another's change", async () => {
    const revision = (html: string) =>
      /remove"[\s\S]*?name="revision" value="([^"]+)"/.exec(html)?.[1] ?? "";
    const remove = (html: string) =>
      send(
        `${columnsPage()}/remove`,
        new URLSearchParams({ csrf: "token", revision: revision(html) }),
      );
    const shown = await open(columnsPage());
    await send(columnsPage(), typed(formFields(shown, "sheet"), { heading: "Kostnadssted" }));
    const refused = await remove(shown);
    expect(refused.status).to.equal(412);
    const html = await refused.text();
    expect(html).to.contain('value="Kostnadssted"');
    expect((await remove(html)).status).to.equal(303);
  });
});
