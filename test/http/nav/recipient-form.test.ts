import { expect } from "chai";
import { updateRecipient } from "../../../src/actions/recipients/update-recipient.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { upsertRecipient } from "../../../src/actions/recipients/upsert-recipient.ts";
import { getRecipient } from "../../../src/actions/recipients/get-recipient.ts";
import { aMunicipality } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useOfficerPages } from "../../support/officer-pages.ts";

const actor: Actor = { role: "nav", id: "nora", municipalities: ["5025"] };
const known = {
  actor,
  reference: "SAK-1",
  label: "Kari",
  birthYear: 2014,
  municipality: "5025",
  language: "nb",
  delivery: "print",
  protectedAddress: true,
} as const;

describe("an officer's form for a recipient", () => {
  const database = useDatabase();
  const pages = useOfficerPages(database, ["5025", "5026"]);

  const shownIn = async (path: string) => {
    const text = await (await pages.get(path)).text();
    const [, shown = ""] = /name="shown" value="([^"]*)"/.exec(text) ?? [];
    return shown.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
  };

  before(async () => {
    for (const number of ["5025", "5026"]) await aMunicipality(database.db, number);
  });

  it("overwrites nobody who has the reference already, and leads to that recipient", async () => {
    const { recipient } = await upsertRecipient(pages.deps, known);
    const answer = await pages.post("/nav/recipients/new", {
      reference: "SAK-1",
      birthYear: "2012",
      municipality: "5025",
      language: "nb",
      delivery: "sms",
      phone: "912 34 567",
    });
    expect(answer.status).to.equal(400);
    expect(await answer.text())
      .to.contain(`href="/nav/recipients/${recipient.id}"`)
      .and.contain("912 34 567");
    expect(await getRecipient(pages.deps, known)).to.deep.equal(recipient);
  });

  it("overwrites nobody where two municipalities know the reference, and keeps what was typed", async () => {
    const both = { ...known, reference: "SAK-3" };
    const { recipient } = await upsertRecipient(pages.deps, both);
    const other: Actor = { ...actor, municipalities: ["5026"] };
    await upsertRecipient(pages.deps, { ...both, actor: other, municipality: "5026" });
    const answer = await pages.post("/nav/recipients/new", {
      reference: "SAK-3",
      birthYear: "2012",
      municipality: "5025",
      language: "nb",
      delivery: "sms",
      phone: "912 34 567",
    });
    expect(answer.status).to.equal(400);
    expect(await answer.text()).to.contain("912 34 567");
    expect(await getRecipient(pages.deps, both)).to.deep.equal(recipient);
  });

  it("an officer's recipient form refuses a field that another changed meanwhile, keeps what was typed, and replaces it when sent again", async () => {
    const { recipient } = await upsertRecipient(pages.deps, { ...known, reference: "SAK-5" });
    const path = `/nav/recipients/${recipient.id}/edit`;
    const { language, delivery, municipality } = known;
    const mine = {
      ...{ shown: await shownIn(path), reference: "SAK-5", label: "C", language, delivery },
      ...{ municipality, protectedAddress: "on", birthYear: "2014" },
    };
    const byOther = { actor, recipientId: recipient.id, label: "B", birthYear: 2013 };
    await updateRecipient(pages.deps, byOther);
    const refused = await pages.post(path, mine);
    const page = await refused.text();
    expect(refused.status).to.equal(412);
    expect(page).to.contain('value="C"');
    expect(await getRecipient(pages.deps, { actor, reference: "SAK-5" })).to.include({
      label: "B",
    });

    const [, shown = ""] = /name="shown" value="([^"]*)"/.exec(page) ?? [];
    expect(page, "the other's change of another field").to.contain('value="2013"');
    const again = await pages.post(path, {
      ...{ ...mine, birthYear: "2013", shown: shown.replaceAll("&quot;", '"') },
    });
    expect(again.status).to.equal(303);
    expect(await getRecipient(pages.deps, { actor, reference: "SAK-5" })).to.include({
      ...{ label: "C", birthYear: 2013 },
    });
  });

  it("an officer's recipient form that sets a field as another just did is no conflict", async () => {
    const { recipient } = await upsertRecipient(pages.deps, { ...known, reference: "SAK-6" });
    const path = `/nav/recipients/${recipient.id}/edit`;
    const { language, delivery, municipality } = known;
    const shown = await shownIn(path);
    await updateRecipient(pages.deps, { actor, recipientId: recipient.id, label: "B" });
    const answer = await pages.post(path, {
      ...{ shown, reference: "SAK-6", label: "B", language, delivery },
      ...{ municipality, protectedAddress: "on", birthYear: "2014" },
    });
    expect(answer.status).to.equal(303);
  });

  it("an officer's recipient form says all that follows when a child moves and its phone changes at once", async () => {
    const { recipient } = await upsertRecipient(pages.deps, {
      ...{ ...known, reference: "SAK-7", delivery: "sms", phone: "+4799999911" },
      protectedAddress: false,
    });
    const path = `/nav/recipients/${recipient.id}/edit`;
    const { label, language } = known;
    const answer = await pages.post(path, {
      ...{ shown: await shownIn(path), reference: "SAK-7", label, language, delivery: "sms" },
      ...{ birthYear: "2014", municipality: "5026", phone: "99 99 99 12" },
    });
    const page = await (await pages.get(answer.headers.get("location") ?? "")).text();
    expect(page).to.contain("Mottakeren er flyttet.");
    expect(page).to.contain("Hentelenken fra før virker ikke lenger.");
  });

  it("an officer's recipient form says of a move what becomes of the tickets", async () => {
    const { recipient } = await upsertRecipient(pages.deps, { ...known, reference: "SAK-4" });
    const path = `/nav/recipients/${recipient.id}/edit`;
    const { reference, label, language, delivery } = { ...known, reference: "SAK-4" };
    const answer = await pages.post(path, {
      shown: await shownIn(path),
      ...{ reference, label, language, delivery, protectedAddress: "on" },
      birthYear: "2014",
      municipality: "5026",
    });
    const target = answer.headers.get("location") ?? "";
    expect(await (await pages.get(target)).text()).to.contain(
      "Billettene fra før gjelder fortsatt",
    );
  });

  it("an officer's recipient form changes what the officer changed, and nothing that another changed since it was opened", async () => {
    const { recipient } = await upsertRecipient(pages.deps, {
      ...known,
      reference: "SAK-2",
      delivery: "sms",
      phone: "912 34 567",
      protectedAddress: false,
    });
    const path = `/nav/recipients/${recipient.id}/edit`;
    const shown = await shownIn(path);
    const { reference } = recipient;
    await updateRecipient(pages.deps, {
      actor,
      reference,
      protectedAddress: true,
      delivery: "print",
    });
    const answer = await pages.post(path, {
      shown,
      reference,
      label: "",
      birthYear: "2013",
      municipality: "5025",
      language: "nb",
      delivery: "sms",
      phone: "+4791234567",
    });
    expect(answer.status).to.equal(303);
    const now = await getRecipient(pages.deps, { actor, reference });
    expect(now).to.include({ birthYear: 2013, delivery: "print", protectedAddress: true });
    expect(now).to.not.have.any.keys("label", "phone");
  });
});
