import { expect } from "chai";
import { pino } from "pino";
import { loadConfig } from "../../../src/config.ts";
import { findRevealingWords } from "../../../src/domain/deny-list.ts";
import { ticketStyles, type TicketStyle } from "../../../src/domain/templates/template.ts";
import { passStates } from "../../../src/domain/passes/pass.ts";
import { createLogger } from "../../../src/logger.ts";
import { holderRetryPolicy, createGoogleClient } from "../../../src/wallets/google/client.ts";
import type { GoogleError } from "../../../src/wallets/google/google-error.ts";
import { googleIds } from "../../../src/wallets/google/ids.ts";
import { createGoogleWallet } from "../../../src/wallets/google/create-google-wallet.ts";
import { aTemplateDefinition } from "../../support/builders.ts";
import { aGoogleOffer, aGoogleTicket, shippedDefinitions } from "../../support/google-offers.ts";
import { useGoogleSandbox } from "../../support/google-sandbox.ts";

type Body = Record<string, unknown>;

/** Their class has neither a review nor a colour: the object has the colour. */
const isGeneric = (style: TicketStyle) => style === "membership" || style === "admission";

/** Every object and every member's value inside a body, with the name it stands under. */
function* membersOf(value: unknown): Generator<[name: string, value: unknown]> {
  if (typeof value !== "object" || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    yield [name, member];
    yield* membersOf(member);
  }
}

describe("Google's classes and objects", () => {
  const google = useGoogleSandbox();

  const bodies = (path = /./): Body[] =>
    google.sandbox.log.requests
      .filter((each) => each.method === "POST" && each.path !== "/token" && path.test(each.path))
      .map(({ body }) => body as Body);

  /** Class and object as they went to Google; both were taken. */
  async function write(offer = aGoogleOffer(), ticket = aGoogleTicket(), wallet = google.wallet()) {
    google.sandbox.log.clear();
    await wallet.upsertClass(offer);
    await wallet.upsertObject(offer, ticket);
    const [itsClass, object] = bodies() as [Body, Body];
    return { itsClass, object };
  }

  const refusalOf = (path: string, body: object) =>
    createGoogleClient(google.config, holderRetryPolicy)
      .request({ method: "POST", path, body })
      .then(
        () => undefined,
        (error: unknown) => error as GoogleError,
      );

  for (const [slug, definition] of shippedDefinitions()) {
    it(`google 1: the shipped template ${slug} passes the strict schema in every state`, async () => {
      const wallet = google.wallet();
      const full = aGoogleOffer({ definition });
      const bare = aGoogleOffer({
        definition,
        terms: { event: undefined, place: undefined, description: undefined, uses: null },
      });
      await wallet.upsertClass(full);
      await wallet.upsertClass(bare);
      for (const state of passStates) {
        await wallet.upsertObject(full, aGoogleTicket({ state }));
        const endedAt = new Date();
        await wallet.upsertObject(bare, aGoogleTicket({ state, usesLeft: null, endedAt }));
      }
      expect(google.sandbox.log.count("POST", /Class$/, 200)).to.equal(2);
      expect(google.sandbox.log.count("POST", /Object$/, 200)).to.equal(2 * passStates.length);
    });
  }

  for (const { what, change } of [
    { what: "an unknown key", change: { colour: "#ffffff" } },
    { what: "an unknown key deep inside", change: { eventName: { defaultValue: { text: "x" } } } },
    { what: "a wrong type", change: { eventName: "Konsert" } },
    { what: "a legal value in lower case", change: { reviewStatus: "underReview" } },
    { what: "eleven text modules", change: { textModulesData: Array(11).fill({ id: "a" }) } },
    { what: "a missing required member", change: { eventName: undefined } },
    { what: "a venue without address", change: { venue: { name: { defaultValue: {} } } } },
  ]) {
    it(`google 1: the stand-in refuses a class with ${what}`, async () => {
      const { itsClass } = await write(aGoogleOffer({ style: "event" }));
      const id = `${String(itsClass["id"])}-2`;
      expect(await refusalOf("eventTicketClass", { ...itsClass, id })).to.equal(undefined);
      const refusal = await refusalOf("eventTicketClass", { ...itsClass, id: `${id}b`, ...change });
      expect(refusal).to.have.property("status", 400);
    });
  }

  it("google 2: ids match Google's pattern", async () => {
    const { itsClass, object } = await write();
    for (const id of [itsClass["id"], object["id"], object["classId"]]) {
      expect(id).to.match(/^\d{10,20}\.[A-Za-z0-9._-]+$/);
    }
  });

  for (const issuerId of ["", "123456789", "3388-0000", "338800000000000000001", "BCR2DN4T"]) {
    it(`google 2: the issuer id "${issuerId}" refuses to start`, () => {
      const make = () =>
        createGoogleWallet(
          { ...google.config, issuerId },
          {
            publicUrl: "https://tickets.example",
            environment: "test",
            logger: createLogger("silent"),
          },
        );
      expect(make).to.throw("GOOGLE_ISSUER_ID");
      if (issuerId === "") return;
      const serviceAccount = JSON.stringify(google.config.serviceAccount);
      expect(() =>
        loadConfig({ GOOGLE_ISSUER_ID: issuerId, GOOGLE_SERVICE_ACCOUNT: serviceAccount }),
      ).to.throw("GOOGLE_ISSUER_ID");
    });
  }

  it("google 3: ids follow from ours and carry the environment", () => {
    const environments = ["production", "development", "test"] as const;
    const idsIn = environments.map((environment) => {
      const ids = googleIds("3388000000000000001", environment);
      const again = googleIds("3388000000000000001", environment);
      expect(ids.classId("offer")).to.equal(again.classId("offer"));
      expect(ids.objectId("serial_-1")).to.equal(again.objectId("serial_-1"));
      return ids.objectId("serial_-1");
    });
    expect(idsIn).to.deep.equal([
      "3388000000000000001.p-serial_-1",
      "3388000000000000001.d-serial_-1",
      "3388000000000000001.t-serial_-1",
    ]);
  });

  it("google 4: event and offer classes ask for review at every write, generic ones never", async () => {
    for (const style of ticketStyles) {
      const offer = aGoogleOffer({ style });
      const { itsClass } = await write(offer);
      await google.wallet().upsertClass(offer);
      const patch = google.sandbox.log.requests.find(({ method }) => method === "PATCH");
      const expected = isGeneric(style) ? undefined : "UNDER_REVIEW";
      expect(itsClass["reviewStatus"]).to.equal(expected);
      expect((patch?.body as Body)["reviewStatus"]).to.equal(expected);
    }
  });

  it("google 5: legal values are in capitals", async () => {
    const names = ["state", "reviewStatus", "type", "redemptionChannel"];
    names.push("multipleDevicesAndHoldersAllowedStatus");
    const seen = new Set<string>();
    for (const style of ticketStyles) {
      const { itsClass, object } = await write(aGoogleOffer({ style }));
      for (const [name, value] of [...membersOf(itsClass), ...membersOf(object)]) {
        if (!names.includes(name)) continue;
        seen.add(name);
        expect(value).to.match(/^[A-Z_]+$/);
      }
    }
    expect([...seen]).to.have.members(names);
  });

  for (const { state, shown } of [
    { state: "active", shown: "ACTIVE" },
    { state: "used", shown: "COMPLETED" },
    { state: "expired", shown: "EXPIRED" },
    { state: "lapsed", shown: "EXPIRED" },
    { state: "revoked", shown: "INACTIVE" },
    { state: "returned", shown: "INACTIVE" },
  ] as const) {
    it(`google 5: a ticket that is ${state} is ${shown}`, async () => {
      const { object } = await write(aGoogleOffer(), aGoogleTicket({ state }));
      expect(object["state"]).to.equal(shown);
    });
  }

  it("google 6: a venue has name and address, and an offer without a place has no venue", async () => {
    const { itsClass } = await write(aGoogleOffer({ style: "event" }));
    expect(itsClass).to.have.nested.property("venue.name.defaultValue.value", "Hovdelia skisenter");
    expect(itsClass).to.have.nested.property(
      "venue.address.defaultValue.value",
      "Skiveien 40, 7380 Ålen",
    );
    const placeless = await write(aGoogleOffer({ style: "event", terms: { place: undefined } }));
    expect(placeless.itsClass).not.to.have.property("venue");
  });

  it("google 7: validity has Oslo's offset at both ends, also across the change of clocks, and ends on the last day", async () => {
    for (const style of ticketStyles) {
      const { object } = await write(aGoogleOffer({ style }));
      expect(object["validTimeInterval"]).to.deep.equal({
        start: { date: "2026-12-19T00:00:00+01:00" },
        end: { date: "2027-06-30T23:59:59+02:00" },
      });
    }
  });

  it("google 7: the stand-in refuses an interval that ends before it starts, or with one offset", async () => {
    const { object } = await write();
    for (const [start, end] of [
      ["2027-06-30T00:00:00+02:00", "2027-06-29T00:00:00+02:00"],
      ["2027-06-30T00:00:00", "2027-07-29T00:00:00+02:00"],
    ]) {
      const validTimeInterval = { start: { date: start }, end: { date: end } };
      const id = `${String(object["id"])}-${String(end?.length)}`;
      const refusal = await refusalOf("offerObject", { ...object, id, validTimeInterval });
      expect(refusal).to.have.property("status", 400);
    }
  });

  it("google 7: an event has its times with Oslo's offset", async () => {
    const { itsClass } = await write(aGoogleOffer({ style: "event" }));
    expect(itsClass["dateTime"]).to.deep.equal({
      doorsOpen: "2027-01-15T18:00:00+01:00",
      start: "2027-01-15T19:00:00+01:00",
      end: "2027-01-15T21:00:00+01:00",
    });
  });

  for (const count of [8, 9, 10, 17, 30]) {
    it(`google 8: ${count} fields fit the limits of ten text modules in class and object`, async () => {
      const lines: string[] = [];
      const logger = pino({ level: "warn" }, { write: (line) => lines.push(line) });
      const back = Array.from({ length: count }, (_, index) => ({
        key: `terms.${index}`,
        label: { nb: `Vilkår ${index}` },
        value: { text: { nb: `Tekst ${index}` } },
      }));
      const fields = { ...aTemplateDefinition.fields, secondary: [], back };
      const offer = aGoogleOffer({ definition: { ...aTemplateDefinition, fields } });
      const wallet = google.wallet({ logger });
      const { itsClass, object } = await write(offer, aGoogleTicket(), wallet);
      const shown = [itsClass, object].flatMap((body) => body["textModulesData"] as Body[]);
      // Two of the class's ten say when the event begins and by what rules the door goes.
      expect(itsClass["textModulesData"]).to.have.length(Math.min(count + 2, 10));
      // One of the object's ten shows how many uses are left.
      expect(shown).to.have.length(Math.min(count + 3, 20));
      expect(lines).to.have.length(count + 3 > 20 ? 1 : 0);
    });
  }

  it("a Google body shows nothing twice: what the vertical has a place for is no text module", async () => {
    const definition = shippedDefinitions().get("concert");
    const { itsClass } = await write(aGoogleOffer({ ...(definition && { definition }) }));
    const texts = [...membersOf(itsClass["textModulesData"])].map(([, value]) => value);
    for (const shown of ["Dagskort i skitrekket", "Hovdelia skisenter", "15. jan. 2027, 19:00"]) {
      expect(texts).not.to.include(shown);
    }
  });

  it("a Google body puts the front fields on the card in rows of two, by the ids of their modules", async () => {
    const { itsClass, object } = await write(aGoogleOffer({ style: "membership" }));
    const paths = [...membersOf(itsClass["classTemplateInfo"])].flatMap(([name, value]) =>
      name === "fieldPath" ? [String(value)] : [],
    );
    expect(paths).to.deep.equal([
      "class.textModulesData['until']",
      "class.textModulesData['admits']",
      "object.textModulesData['left']",
      "class.textModulesData['_start']",
    ]);
    for (const path of paths) {
      const [, where, id] = /^(class|object)\.textModulesData\['(.+)'\]$/.exec(path) ?? [];
      const modules = (where === "class" ? itsClass : object)["textModulesData"] as Body[];
      expect(modules.map((each) => each["id"])).to.include(id);
    }
  });

  it("google 9: pictures are https addresses of the service by content hash", async () => {
    const urls = new Set<unknown>();
    for (const style of ticketStyles) {
      const { itsClass, object } = await write(aGoogleOffer({ style }));
      for (const [name, value] of [...membersOf(itsClass), ...membersOf(object)]) {
        if (name === "uri") urls.add(value);
      }
    }
    expect([...urls]).to.have.members([
      `https://tickets.example/images/${"a".repeat(64)}.png`,
      `https://tickets.example/images/${"b".repeat(64)}.png`,
    ]);
  });

  it("google 9: without https pictures are left out and logged, and the ticket is issued", async () => {
    for (const style of ticketStyles) {
      const lines: string[] = [];
      const logger = pino({ level: "warn" }, { write: (line) => lines.push(line) });
      const wallet = google.wallet({ publicUrl: "http://localhost:3000", logger });
      const offer = aGoogleOffer({ style });
      const { itsClass, object } = await write(offer, aGoogleTicket(), wallet);
      expect([...membersOf(itsClass), ...membersOf(object)].map(([name]) => name)).not.to.include(
        "sourceUri",
      );
      expect(lines.join()).to.contain(offer.content.offerId);
    }
  });

  it("google 10: colours are #rrggbb, and an offer object has none", async () => {
    const definition = {
      ...aTemplateDefinition,
      colors: { ...aTemplateDefinition.colors, background: "#12AB5D" },
    };
    for (const style of ticketStyles) {
      const { itsClass, object } = await write(aGoogleOffer({ style, definition }));
      const [colored, plain] = isGeneric(style) ? [object, itsClass] : [itsClass, object];
      expect(colored["hexBackgroundColor"]).to.equal("#12ab5d");
      expect(plain).not.to.have.property("hexBackgroundColor");
    }
  });

  it("google 11: every localized text has a default, in the holder's language where the object has one", async () => {
    for (const style of ticketStyles) {
      const ticket = aGoogleTicket({ language: "en" });
      const { itsClass, object } = await write(aGoogleOffer({ style }), ticket);
      const texts = [...membersOf(itsClass), ...membersOf(object)].filter(([name]) =>
        /^localized|^(eventName|header|cardTitle|contentDescription|name|address)$/.test(name),
      );
      expect(texts).not.to.have.length(0);
      for (const [name, text] of texts) {
        expect(text, name).to.have.nested.property("defaultValue.value").that.is.not.empty;
        expect(text, name).to.have.nested.property("defaultValue.language").that.is.not.empty;
      }
      if (style !== "membership") continue;
      expect(object["header"]).to.deep.equal({
        defaultValue: { language: "en", value: "Day lift pass" },
        translatedValues: [
          { language: "nb", value: "Dagskort i skitrekket" },
          { language: "nn", value: "Dagskort i skitrekket" },
        ],
      });
    }
  });

  for (const [slug, definition] of shippedDefinitions()) {
    it(`google 12: nothing of the shipped template ${slug} tells whose ticket it is or how it came`, async () => {
      const { itsClass, object } = await write(aGoogleOffer({ definition }));
      const words = [...membersOf(itsClass), ...membersOf(object)].flatMap(([name, value]) =>
        typeof value === "string" && name !== "id" && name !== "classId" ? [value] : [],
      );
      expect(words.flatMap((text) => findRevealingWords(text))).to.deep.equal([]);
      const names = [...membersOf(itsClass), ...membersOf(object)].map(([name]) => name);
      for (const personal of ["ticketHolderName", "passengerName", "accountName", "accountId"]) {
        expect(names).not.to.include(personal);
      }
    });
  }

  it("google 12: a service account whose address would tell refuses to start", () => {
    for (const client_email of [
      "tickets@nav-roros.iam.gserviceaccount.com",
      "opplevelseskort@tickets.iam.gserviceaccount.com",
    ]) {
      const serviceAccount = { ...google.config.serviceAccount, client_email };
      expect(() =>
        createGoogleWallet(
          { ...google.config, serviceAccount },
          {
            publicUrl: "https://tickets.example",
            environment: "test",
            logger: createLogger("silent"),
          },
        ),
      ).to.throw("GOOGLE_SERVICE_ACCOUNT");
    }
  });

  it("google 12: the check for revealing words would find one", () => {
    expect(findRevealingWords("Billett fra NAV")).not.to.deep.equal([]);
  });

  it("a Google body lets several accounts save one ticket, as the guardians of a child in two homes do", async () => {
    for (const style of ticketStyles) {
      const { itsClass } = await write(aGoogleOffer({ style }));
      expect(itsClass["multipleDevicesAndHoldersAllowedStatus"]).to.equal("MULTIPLE_HOLDERS");
    }
  });

  it("a Google body gives an ended ticket no barcode", async () => {
    const ended = aGoogleTicket({ state: "expired", endedAt: new Date() });
    expect((await write(aGoogleOffer(), ended)).object).not.to.have.property("barcode");
    expect((await write()).object).to.have.nested.property("barcode.type", "QR_CODE");
  });
});
