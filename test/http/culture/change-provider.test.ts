import { expect } from "chai";
import { findProvider } from "../../../src/db/providers/providers.ts";
import { staffSession } from "../../support/sessions.ts";
import { apiWorld, type ApiWorld } from "../../support/api-world.ts";
import { aMunicipality } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";

describe("a provider that was written wrong", () => {
  const database = useDatabase();
  const server = useServer(database);
  let world: ApiWorld;

  before(async () => {
    world = await apiWorld(server);
    await aMunicipality(database.db, "5026");
  });

  const cookieFor = async (culture: string[]) => {
    const claims = { sub: "kari", name: "Kari", nav: [], culture };
    return `staff=${await staffSession(server.deps, claims)}`;
  };
  const path = () => `/culture/providers/${world.providerId}`;
  const open = async (where: string, culture = ["5025", "5026"]) => {
    const headers = { cookie: await cookieFor(culture) };
    return (await fetch(server.url + where, { headers })).text();
  };
  const shownRevision = async () =>
    /name="revision" value="([^"]+)"/.exec(await open(`${path()}/change`))?.[1] ?? "";
  const send = async (values: Record<string, string>) =>
    fetch(`${server.url}${path()}/change`, {
      method: "POST",
      headers: { cookie: await cookieFor(["5025", "5026"]) },
      body: new URLSearchParams({ csrf: "token", revision: await shownRevision(), ...values }),
      redirect: "manual",
    });

  it("an older form brings no account back that another has corrected, and shows the correction", async () => {
    const api = `/api/v1/providers/${world.providerId}`;
    const { body: read } = await world.culture.patch(api, { accountNumber: "12345678903" });
    const revision = await shownRevision();
    await world.culture.patch(api, { accountNumber: "86011117947" });
    const older = {
      ...{ name: "Et annet navn", organisationNumber: String(read["organisationNumber"]) },
      ...{ municipality: "5025", accountNumber: "1234.56.78903", vatPercent: "0" },
    };
    const answer = await send({ ...older, revision });
    expect(answer.status).to.equal(412);
    const html = await answer.text();
    expect(html).to.contain("Noen andre har endret opplysningene mens du skrev.");
    expect(html).to.contain('value="8601.11.17947"');
    expect((await world.culture.get(api)).body).to.deep.include({
      accountNumber: "86011117947",
      name: read["name"],
    });
    const again = await send({
      ...older,
      accountNumber: "8601.11.17947",
      name: String(read["name"]),
    });
    expect(again.status).to.equal(303);
  });

  it("a misspelt provider is put right over the API", async () => {
    const api = `/api/v1/providers/${world.providerId}`;
    const place = { name: "Hovdelia", address: "Hovdeveien 1", latitude: 62.8, longitude: 11.3 };
    const changed = await world.culture.patch(api, { name: "Hovdelia", place });
    expect(changed.status).to.equal(200);
    expect(changed.body).to.deep.include({ name: "Hovdelia", place, state: "approved" });
    for (const [body, status] of [
      [{ organisationNumber: "313000078" }, 400],
      [{ slug: "other" }, 400],
      [{ municipality: "3430" }, 400],
      [{ name: "Gratis kino" }, 422],
      [{ place: { name: "NAV Røros", address: "Hovdeveien 1" } }, 422],
      [{ place: { name: "Hovdelia", address: "Sosialkontoret, Hovdeveien 1" } }, 422],
    ] as const) {
      expect((await world.culture.patch(api, body)).status).to.equal(status);
    }
    expect((await world.otherCulture.patch(api, { name: "Mine" })).status).to.equal(404);
    expect((await world.provider.patch(api, { name: "Mine" })).status).to.equal(403);
  });

  it("a misspelt provider is put right on its page, which keeps the coordinates of a place that was left alone", async () => {
    expect(await open(path())).to.contain(`href="${path()}/change"`);
    expect(await open(`${path()}/change`)).to.contain('value="Hovdelia"');
    const answer = await send({
      name: "Hovdelia skisenter",
      organisationNumber: "313 003 078",
      municipality: "5026",
      placeName: "Hovdelia",
      placeAddress: "Hovdeveien 1",
    });
    expect(answer.headers.get("location")).to.equal(`${path()}?notice=changed`);
    const provider = await findProvider(database.db, world.providerId);
    expect(provider).to.include({
      name: "Hovdelia skisenter",
      organisationNumber: "313003078",
      municipality: "5026",
    });
    expect(provider?.place).to.include({ latitude: 62.8 });
  });

  it("its page says that a name tells too much, and keeps it", async () => {
    const answer = await send({
      name: "Velferdskino",
      organisationNumber: "313003078",
      municipality: "5026",
      placeName: "",
      placeAddress: "",
    });
    expect(answer.status).to.equal(422);
    const page = await answer.text();
    expect(page).to.include("hvordan innehaveren fikk billetten").and.include("Velferdskino");
  });

  it("a misspelt provider keeps what was typed beside what is wrong with it", async () => {
    const answer = await send({
      name: "Hovdelia alpin",
      organisationNumber: "1",
      municipality: "",
      placeName: "Bare et navn",
    });
    expect(answer.status).to.equal(400);
    const html = await answer.text();
    expect(html).to.contain('value="Hovdelia alpin"').and.contain('value="Bare et navn"');
    for (const fault of ["gyldig organisasjonsnummer", "Velg en kommune", "både sted og adresse"]) {
      expect(html).to.contain(fault);
    }
  });

  it("a misspelt provider is invited to a municipality that was chosen, not to the first of several", async () => {
    const choose = /<option value=""[^>]*>Velg kommune/;
    expect(await open("/culture/providers/invite")).to.match(choose);
    expect(await open("/culture/providers/invite", ["5025"])).to.not.match(choose);
  });
});
