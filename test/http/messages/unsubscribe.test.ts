import { expect } from "chai";
import type { Actor } from "../../../src/actions/deps.ts";
import { updateCultureContact } from "../../../src/actions/providers/update-culture-contact.ts";
import {
  unsubscribeUrl,
  type MailingList,
} from "../../../src/actions/providers/find-subscriber.ts";
import { contactsOfMunicipalities } from "../../../src/db/providers/culture-contacts.ts";
import { findProviderUser, insertProviderUser } from "../../../src/db/providers/provider-users.ts";
import { errorTable } from "../../../src/errors.ts";
import { errorTexts } from "../../../src/views/texts/error-texts.ts";
import { aProvider, testKeyRing } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";
import { staffSession } from "../../support/sessions.ts";

describe("turning off e-mails by the link in one", () => {
  const database = useDatabase();
  const server = useServer(database);
  const limited = useServer(database, { rateLimits: { claim: 1 } });
  const email = "kultur@roros.example";
  const office: Actor = { role: "culture", id: "kari", municipalities: ["5025"] };
  const contact = { municipality: "5025", email, language: "nb", wantsNotices: true } as const;
  const ids: Record<MailingList, string> = { user: "", office: "" };

  before(async () => {
    const { id: providerId } = await aProvider(database.db);
    const user = { providerId, role: "owner", email } as const;
    const made = await database.db.transaction((trx) => insertProviderUser(trx, testKeyRing, user));
    ids.user = made ?? "";
    await updateCultureContact(server.deps, { actor: office, contact });
    const [set] = await contactsOfMunicipalities(database.db, testKeyRing, ["5025"]);
    ids.office = set?.id ?? "";
  });

  const wants = async (list: MailingList) =>
    list === "user"
      ? (await findProviderUser(database.db, testKeyRing, ids.user))?.wantsNotices
      : (await contactsOfMunicipalities(database.db, testKeyRing, ["5025"]))[0]?.wantsNotices;
  const pathFor = async (list: MailingList, address = email) => {
    const subscriber = { list, id: ids[list], email: address, language: "nn" } as const;
    const url = new URL(await unsubscribeUrl(server.deps, subscriber));
    return url.pathname + url.search;
  };

  for (const list of ["user", "office"] as const) {
    it(`the link of a mail to the ${list} asks when it is opened, and turns off when it is posted, without a login or a cookie`, async () => {
      const url = server.url + (await pathFor(list));
      const asked = await fetch(url);
      expect(asked.status).to.equal(200);
      expect(await asked.text())
        .to.contain("Slå av e-postane?")
        .and.contain(email);
      expect((await fetch(url, { method: "HEAD" })).status).to.equal(200);
      expect(await wants(list)).to.equal(true);
      const posted = await fetch(url, {
        method: "POST",
        body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
        redirect: "manual",
      });
      expect(posted.status).to.equal(200);
      expect(await posted.text()).to.contain("E-postane er slåtte av");
      expect(await wants(list)).to.equal(false);
    });
  }

  it("404 for a link with another token, list or id, and for one to an earlier address", async () => {
    const path = await pathFor("user");
    for (const wrong of [
      path.replace(/\/[^/]+\?/, "/AAAA?"),
      path.replace("/user/", "/office/"),
      path.replace("/user/", "/recipient/"),
      path.replace(ids.user, ids.office),
      path.replace(ids.user, "x"),
      await pathFor("user", "someone@else.example"),
    ]) {
      for (const method of ["GET", "POST"]) {
        expect((await fetch(server.url + wrong, { method })).status, wrong).to.equal(404);
      }
    }
  });

  for (const [list, area] of [
    ["user", "provider"],
    ["office", "culture"],
  ] as const) {
    it(`a stale link of a mail to the ${list}, and one too many, are answered by a page of its own area`, async () => {
      const path = `/unsubscribe/${list}/${ids[list]}/AAAA?lang=nn`;
      const headers = { accept: "text/html" };
      for (const [at, code] of [
        [server, "not_found"],
        [limited, "too_many_requests"],
      ] as const) {
        if (at === limited) await fetch(at.url + path, { headers });
        const answer = await fetch(at.url + path, { headers });
        expect(answer.status).to.equal(errorTable[code].status);
        expect(await answer.text())
          .to.contain(errorTexts("nn", area, code).text)
          .and.contain(`href="/${area}"`);
      }
    });
  }

  it("an office sets its address on its page, which names what is wrong with it", async () => {
    const claims = { sub: "kari", name: "Kari", nav: [], culture: ["5025"] };
    const cookie = `staff=${await staffSession(server.deps, claims)}`;
    const send = (typed: string, municipality = "5025") =>
      fetch(`${server.url}/culture/contact`, {
        method: "POST",
        headers: { cookie },
        body: new URLSearchParams({
          csrf: "token",
          municipality,
          email: typed,
          language: "nn",
          wants: "true",
        }),
        redirect: "manual",
      });
    const refused = await send("kultur");
    expect(refused.status).to.equal(400);
    expect(await refused.text())
      .to.contain('value="kultur"')
      .and.contain("Skriv en e-postadresse");
    for (const telling of ["opplevelseskort@roros.example", "post@nav-roros.example"]) {
      const answer = await send(telling);
      expect(answer.status, telling).to.equal(422);
      expect(await answer.text())
        .to.contain(`value="${telling}"`)
        .and.contain("Adressen kan fortelle hvorfor noen har billetten");
    }
    expect((await send("ny@roros.example", "3430")).status).to.equal(400);
    expect((await send("ny@roros.example")).status).to.equal(303);
    const page = await fetch(`${server.url}/culture`, { headers: { cookie } });
    expect(await page.text()).to.contain("får ny@roros.example en e-post");
    expect((await send("")).status).to.equal(303);
    expect(await wants("office")).to.equal(undefined);
  });
});
