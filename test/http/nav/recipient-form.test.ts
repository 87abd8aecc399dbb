import { expect } from "chai";
import { Router } from "express";
import { updateRecipient } from "../../../src/actions/recipients/update-recipient.ts";
import type { Actor } from "../../../src/actions/deps.ts";
import { upsertRecipient } from "../../../src/actions/recipients/upsert-recipient.ts";
import { getRecipient } from "../../../src/actions/recipients/get-recipient.ts";
import { startSession } from "../../../src/http/auth/staff-session.ts";
import { aMunicipality } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { useServer } from "../../support/server.ts";

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
  const signIn = Router();
  const server = useServer(database, { sandbox: signIn });
  signIn.get("/sign-in", (_request, response) => {
    startSession(server.deps, response, {
      sub: "nora",
      name: "Nora",
      nav: ["5025", "5026"],
      culture: [],
    });
    response.end();
  });
  let cookie: string;

  const open = async (path: string) => {
    const text = await (await fetch(server.url + path, { headers: { cookie } })).text();
    const hidden = (name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`)
        .exec(text)?.[1]
        ?.replaceAll("&quot;", '"')
        .replaceAll("&amp;", "&") ?? "";
    return { csrf: hidden("csrf"), shown: hidden("shown") };
  };
  const post = (path: string, fields: Record<string, string>) =>
    fetch(server.url + path, {
      method: "POST",
      headers: { cookie },
      body: new URLSearchParams(fields),
      redirect: "manual",
    });

  before(async () => {
    for (const number of ["5025", "5026"]) await aMunicipality(database.db, number);
    const { headers } = await fetch(`${server.url}/sign-in`);
    cookie = headers
      .getSetCookie()
      .map((each) => each.split(";")[0])
      .join("; ");
  });

  it("overwrites nobody who has the reference already, and leads to that recipient", async () => {
    const { recipient } = await upsertRecipient(server.deps, known);
    const { csrf } = await open("/nav/recipients/new");
    const answer = await post("/nav/recipients/new", {
      csrf,
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
    expect(await getRecipient(server.deps, known)).to.deep.equal(recipient);
  });

  it("overwrites nobody where two municipalities know the reference, and keeps what was typed", async () => {
    const both = { ...known, reference: "SAK-3" };
    const { recipient } = await upsertRecipient(server.deps, both);
    const other: Actor = { ...actor, municipalities: ["5026"] };
    await upsertRecipient(server.deps, { ...both, actor: other, municipality: "5026" });
    const { csrf } = await open("/nav/recipients/new");
    const answer = await post("/nav/recipients/new", {
      csrf,
      reference: "SAK-3",
      birthYear: "2012",
      municipality: "5025",
      language: "nb",
      delivery: "sms",
      phone: "912 34 567",
    });
    expect(answer.status).to.equal(400);
    expect(await answer.text()).to.contain("912 34 567");
    expect(await getRecipient(server.deps, both)).to.deep.equal(recipient);
  });

  it("changes what the officer changed, and nothing that another changed since it was opened", async () => {
    const { recipient } = await upsertRecipient(server.deps, {
      ...known,
      reference: "SAK-2",
      delivery: "sms",
      phone: "912 34 567",
      protectedAddress: false,
    });
    const path = `/nav/recipients/${recipient.id}/edit`;
    const { csrf, shown } = await open(path);
    const { reference } = recipient;
    await updateRecipient(server.deps, {
      actor,
      reference,
      protectedAddress: true,
      delivery: "print",
    });
    const answer = await post(path, {
      csrf,
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
    const now = await getRecipient(server.deps, { actor, reference });
    expect(now).to.include({ birthYear: 2013, delivery: "print", protectedAddress: true });
    expect(now).to.not.have.any.keys("label", "phone");
  });
});
