import { expect } from "chai";
import { findRevealingWords } from "../../../src/domain/deny-list.ts";
import { updateRecipient } from "../../../src/actions/recipients/update-recipient.ts";
import { addToWaitingList } from "../../../src/actions/waiting/add-to-waiting-list.ts";
import type { Recipient } from "../../../src/domain/recipients/recipient.ts";
import { anOffer } from "../../support/builders.ts";
import { useDatabase } from "../../support/database.ts";
import { aChild, allocateTo, issueAndTell, nora, tokenIn } from "../../support/families.ts";
import { useServer } from "../../support/server.ts";
import { testDeps } from "../../support/test-deps.ts";

describe("the page of a guardian's link", () => {
  const database = useDatabase();
  const server = useServer(database);
  let children: Recipient[];
  let path: string;

  before(async () => {
    const deps = testDeps(database.db);
    const offer = await anOffer(database.db, { title: { nb: "Kino" } });
    const household = "HUS-SIDE";
    children = [
      await aChild(deps, household, { label: "Eldst", birthYear: 2013 }),
      await aChild(deps, household, { birthYear: 2018 }),
    ];
    await allocateTo(deps, children, [offer.id]);
    await issueAndTell(deps, offer.id);
    path = `/t/${tokenIn(deps.sent[0]?.text ?? "")}`;
  });

  const textOf = async (address = path) => (await fetch(server.url + address)).text();
  const serialsIn = (text: string) => [
    ...new Set([...text.matchAll(/\/t\/[\w-]+\/([\w-]+)\/return/g)].map(([, serial]) => serial)),
  ];

  it("has each child's tickets under its label, or its number where it has none, and a level below", async () => {
    const text = await textOf();
    expect(
      [...text.matchAll(/<h2 id="child-\d">(.*?)<\/h2>/g)].map(([, name]) => name),
    ).to.deep.equal(["Eldst", "Barn 2"]);
    expect(text.match(/<h3 id="title-/g)).to.have.length(2);
    expect(await textOf(`${path}?lang=en`)).to.contain("Child 2");
  });

  it("tells nothing else of a child, and no word of where the tickets come from", async () => {
    for (const address of [path, `${path}/data`, `${path}/data.json`]) {
      const text = await textOf(address);
      for (const { reference, id, birthYear, householdId, phone } of children) {
        for (const secret of [reference, id, `${birthYear}`, householdId, phone]) {
          expect(text, address).not.to.contain(secret);
        }
      }
      expect(findRevealingWords(text.replace(/<[^>]*>/g, " ")), address).to.deep.equal([]);
    }
  });

  it("names no child where it shows one alone", async () => {
    const [one, other] = children;
    await updateRecipient(server.deps, {
      actor: nora,
      recipientId: other?.id ?? "",
      household: null,
    });
    const text = await textOf();
    expect(text).not.to.contain("Eldst").and.not.to.contain("Barn");
    expect(serialsIn(text)).to.have.length(1);
    await updateRecipient(server.deps, {
      ...{ actor: nora, recipientId: other?.id ?? "", household: "HUS-SIDE" },
    });
    expect(one?.householdId).to.be.a("string");
    expect(serialsIn(await textOf())).to.have.length(2);
  });

  it("gives back, prints and shows the code of either child's ticket", async () => {
    const serials = serialsIn(await textOf());
    expect(serials).to.have.length(2);
    for (const serial of serials) {
      const own = `${server.url}${path}/${serial}`;
      const options = { method: "POST", redirect: "manual" } as const;
      const back = await fetch(`${own}/return`, options);
      expect(back.headers.get("location")).to.contain("notice=returned");
      const undone = await fetch(`${own}/return/undo`, options);
      expect(undone.headers.get("location")).to.contain("notice=undone");
      expect((await fetch(`${own}/code`, options)).status).to.equal(303);
    }
    const pdf = await fetch(`${server.url}${path}/tickets.pdf`);
    expect(pdf.headers.get("content-type")).to.equal("application/pdf");
  });

  it("takes all its children off an offer's waiting list", async () => {
    const { id: offerId } = await anOffer(database.db, { quota: 1, allocated: 1 });
    const named = children.map(({ id }) => ({ recipientId: id, path: "" }));
    await addToWaitingList(server.deps, { actor: nora, offerId, named });
    const place = `${path}/waiting/${offerId}`;
    expect(await textOf()).to.contain(place);
    await fetch(server.url + place, { method: "POST", redirect: "manual" });
    expect(await database.db("waiting_places").where({ offer_id: offerId })).to.deep.equal([]);
  });
});
