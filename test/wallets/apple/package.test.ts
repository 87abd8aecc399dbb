import { createHash } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { languages, textIn, type Language } from "../../../src/domain/language.ts";
import { certificateFields } from "../../../src/wallets/apple/certificate-fields.ts";
import { readDer } from "../../../src/wallets/apple/der.ts";
import { createAppleWallet } from "../../../src/wallets/apple/create-apple-wallet.ts";
import { isoInOslo } from "../../../src/domain/period.ts";
import { passLanguages } from "../../../src/wallets/apple/translations.ts";
import type { TicketContent } from "../../../src/wallets/content.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { testKeyRing, testNow } from "../../support/builders.ts";
import {
  openPass,
  opensslAccepts,
  opensslPrint,
  readStrings,
  type OpenedPass,
} from "../../support/opened-pass.ts";
import { shippedTemplates } from "../../support/shipped-templates.ts";
import {
  aContent,
  anEndedTicketState,
  aTicketState,
  eventImages,
} from "../../support/ticket-content.ts";

const sha1 = (bytes: Buffer | undefined) => bytes && createHash("sha1").update(bytes).digest("hex");

describe("a stamped .pkpass", () => {
  const apple = useAppleWallet();
  let images: Map<string, Buffer>;
  let opened: OpenedPass;
  let voided: OpenedPass;

  async function stamped(
    content: TicketContent = aContent(),
    { language = "nb", at = testNow }: { language?: Language; at?: Date } = {},
  ) {
    const compiled = apple.wallet.compile(content, images, language, false);
    return apple.wallet.stamp(compiled, aTicketState(), at);
  }

  before("stamps one ticket that counts and one that ended", async () => {
    images = await eventImages();
    opened = await openPass(await stamped());
    const ended = apple.wallet.compile(aContent(), images, "nb", true);
    voided = await openPass(await apple.wallet.stamp(ended, anEndedTicketState(), testNow));
  });

  it("apple 1: opens without a fault and holds files alone, each once, all beneath the root", () => {
    expect(opened.verdict).to.contain("No errors detected");
    expect(opened.names).to.have.length.greaterThan(8);
    expect(new Set(opened.names).size).to.equal(opened.names.length);
    for (const name of opened.names) {
      expect(name).to.match(/^[A-Za-z0-9@.]+(\/[A-Za-z.]+)?$/);
      expect(name).not.to.match(/\/$|\.\.|^\/|\\/);
    }
  });

  it("apple 2: lists every file but itself and the signature, each with its SHA-1", () => {
    const listed = opened.names.filter((name) => !["manifest.json", "signature"].includes(name));
    expect(Object.keys(opened.manifest).sort()).to.deep.equal(listed.sort());
    for (const [name, hash] of Object.entries(opened.manifest)) {
      expect(hash, name).to.equal(sha1(opened.files.get(name)));
    }
  });

  it("apple 2: carries nothing that is not Apple's", () => {
    expect(opened.names).to.include("strip.png").and.not.to.include("google-hero.png");
  });

  it("apple 3: is accepted by OpenSSL, and refused with one flipped bit of the manifest", async () => {
    const signature = opened.files.get("signature") ?? Buffer.alloc(0);
    const manifest = Buffer.from(opened.files.get("manifest.json") ?? "");
    expect(await opensslAccepts(signature, manifest, apple.certificates.rootCert)).to.equal(true);
    manifest[20] = (manifest[20] ?? 0) ^ 1;
    expect(await opensslAccepts(signature, manifest, apple.certificates.rootCert)).to.equal(false);
  });

  it("apple 4: is signed detached with SHA-256, by leaf and intermediate alone", async () => {
    const text = await opensslPrint(opened.files.get("signature") ?? Buffer.alloc(0));
    expect(text).to.match(/eContent: *\n? *<ABSENT>/);
    expect(text.match(/algorithm: sha256 \(/g)).to.have.length(2);
    const subjects = [...text.matchAll(/^ {10}subject: (.*)$/gm)].map(([, subject]) => subject);
    expect(subjects).to.have.length(2);
    expect(subjects[0]).to.contain(`UID=${apple.certificates.passTypeIdentifier}`);
    expect(subjects[1]).to.contain("Worldwide Relations");
  });

  it("apple 4: says when it was signed, to the second", async () => {
    const at = new Date();
    const { files } = await openPass(await stamped(aContent(), { at }));
    const text = await opensslPrint(files.get("signature") ?? Buffer.alloc(0));
    const [, shown = ""] = /signingTime[\s\S]*?UTCTIME:(.*)\n/.exec(text) ?? [];
    expect(Date.parse(shown)).to.equal(Math.floor(at.getTime() / 1000) * 1000);
  });

  it("apple 4: has its signed attributes in DER order", () => {
    const child = (bytes: Buffer | undefined, index: number) =>
      readDer(bytes ?? Buffer.alloc(0))[index]?.contents;
    const signedData = child(child(child(opened.files.get("signature"), 0), 1), 0);
    const signerInfo = child(readDer(signedData ?? Buffer.alloc(0)).at(-1)?.contents, 0);
    const attributes = readDer(child(signerInfo, 3) ?? Buffer.alloc(0)).map(({ whole }) => whole);
    expect(attributes).to.have.length(3);
    expect(attributes).to.deep.equal([...attributes].sort((a, b) => Buffer.compare(a, b)));
  });

  it("apple 7: has the same manifest however often it is stamped, and another signature time", async () => {
    const later = await openPass(
      await stamped(aContent(), { at: new Date(testNow.getTime() + 5000) }),
    );
    expect(later.files.get("manifest.json")).to.deep.equal(opened.files.get("manifest.json"));
    expect(later.files.get("signature")).not.to.deep.equal(opened.files.get("signature"));
  });

  it("a stamped .pkpass holds little of its own: a thousand under way at once need no limit", async () => {
    const compiled = apple.wallet.compile(aContent(), images, "nb", false);
    const passes = await Promise.all(
      Array.from({ length: 1_000 }, () => apple.wallet.stamp(compiled, aTicketState(), testNow)),
    );
    const held = new Set(passes.flatMap(({ pieces }) => pieces.map(({ buffer }) => buffer)));
    const bytes = [...held].reduce((sum, { byteLength }) => sum + byteLength, 0);
    const sent = passes.reduce((sum, { length }) => sum + length, 0);
    console.log(`      (${bytes / 1e6} MB held, ${sent / 1e6} MB sent)`);
    expect(bytes).to.be.lessThan(20_000_000);
    expect(sent).to.be.greaterThan(5 * bytes);
  });

  it("apple 8: shipped templates have every image in all three sizes", async () => {
    for (const { slug, images: rendered } of await shippedTemplates()) {
      for (const slot of ["icon", "logo", "strip"]) {
        const names = ["", "@2x", "@3x"].map((scale) => `${slot}${scale}.png`);
        expect([...rendered.keys()], slug).to.include.members(names);
      }
    }
  });

  it("shipped templates raise a notice when the time, the place or the last day changes", async () => {
    const moving = ["eventStart", "doors", "place", "address", "validUntil"];
    for (const { slug, definition } of await shippedTemplates()) {
      for (const { key, value, changeMessage } of Object.values(definition.fields).flat()) {
        if (!("source" in value) || !moving.includes(value.source)) continue;
        expect(changeMessage?.nb, `${slug} ${key}`).to.contain("%@");
      }
    }
  });

  it("apple 10: has all that is required, one style, and a format version that is a number", () => {
    expect(opened.passJson).to.include({
      formatVersion: 1,
      passTypeIdentifier: apple.certificates.passTypeIdentifier,
      teamIdentifier: apple.certificates.teamIdentifier,
      serialNumber: aTicketState().serialNumber,
      organizationName: "Bergstaden kulturhus",
      description: "Vårkonsert",
    });
    const styles = ["boardingPass", "coupon", "eventTicket", "generic", "storeCard"];
    expect(styles.filter((style) => style in opened.passJson)).to.deep.equal(["eventTicket"]);
  });

  it("a stamped .pkpass carries a web service and a token, but neither where phones would refuse it", async () => {
    expect(opened.passJson["webServiceURL"]).to.equal("https://tickets.example/apple");
    expect(opened.passJson["authenticationToken"]).to.equal(
      apple.wallet.authenticationToken({ ...aTicketState(), tokenKeyId: null }),
    );
    expect(opened.passJson["authenticationToken"]).to.have.length.of.at.least(16);
    for (const [publicUrl, kept] of [
      ["http://localhost:3000", true],
      ["http://192.168.1.20:3000", false],
    ] as const) {
      const wallet = createAppleWallet(apple.certificates, { keyRing: testKeyRing, publicUrl });
      const compiled = wallet.compile(aContent(), images, "nb", false);
      const { passJson } = await openPass(await wallet.stamp(compiled, aTicketState(), testNow));
      expect("webServiceURL" in passJson, publicUrl).to.equal(kept);
      expect("authenticationToken" in passJson, publicUrl).to.equal(kept);
    }
  });

  it("apple 16: names the moment it matters in both of Apple's spellings", () => {
    const date = "2027-03-12T18:00:00.000Z";
    expect(opened.passJson).to.deep.include({
      relevantDate: date,
      relevantDates: [{ relevantDate: date, date }],
    });
  });

  it("a stamped .pkpass of an event says name, time and place to the phone, in the classic form", () => {
    const { event, title, place } = aContent();
    expect(opened.passJson["semantics"]).to.deep.equal({
      eventType: "PKEventTypeGeneric",
      eventName: title.nb,
      eventStartDate: "2027-03-12T19:00:00+01:00",
      eventEndDate: event && isoInOslo(event.end),
      venueName: place?.name,
      venueLocation: { latitude: place?.latitude, longitude: place?.longitude },
    });
    // A poster would show no barcode (docs/apple.md).
    expect(opened.passJson).not.to.have.property("preferredStyleSchemes");
  });

  it("a stamped .pkpass shows a time as the venue's clock does", () => {
    const { headerFields } = opened.passJson["eventTicket"] as { headerFields: object[] };
    expect(headerFields[0]).to.include({
      value: "2027-03-12T19:00:00+01:00",
      dateStyle: "PKDateStyleMedium",
      timeStyle: "PKDateStyleShort",
      ignoresTimeZone: true,
    });
  });

  it("apple 17: gives every text back as it was written, in every language", async function () {
    this.timeout(60_000);
    const nasty = fc.string({
      unit: fc.constantFrom('"', "\\", "\n", "\r", "🎿", "ø", ";", "=", "%@", "a", " ", "n"),
    });
    const text = nasty.filter((each) => each.length > 0);
    await fc.assert(
      fc.asyncProperty(
        fc.record({ nb: text, nn: text, en: text, sma: text }),
        fc.constantFrom(...languages),
        async (title, language) => {
          const content = aContent({ title, fields: [] });
          const pass = await openPass(await stamped(content, { language }));
          const key = pass.passJson["description"] as string;
          expect(key).to.equal(title[language]);
          for (const each of language === "sma" ? [] : passLanguages) {
            const strings = readStrings(pass.files.get(`${each}.lproj/pass.strings`) as Buffer);
            expect(strings.get(key)).to.equal(title[each]);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it("apple 18: every language has the same keys, and every text of the pass is one", () => {
    const keys = passLanguages.map((language) => [
      ...readStrings(opened.files.get(`${language}.lproj/pass.strings`) as Buffer).keys(),
    ]);
    expect(keys[1]).to.deep.equal(keys[0]);
    expect(keys[2]).to.deep.equal(keys[0]);
    expect(keys[0]).to.include.members([
      "Vårkonsert",
      "Kulturhuset",
      "Start",
      "Ny tid: %@",
      "Konsert",
      "Igjen",
      "%@ igjen",
      "Nummer",
    ]);
  });

  it("a stamped .pkpass tells two meanings of one word apart, though both look the same", async () => {
    const [header] = aContent().fields;
    const field = (key: string, en: string) => ({
      ...(header as NonNullable<typeof header>),
      key,
      label: { nb: "Inngang", en },
    });
    const pass = await openPass(
      await stamped(aContent({ fields: [field("a", "Entrance"), field("b", "Admission")] })),
    );
    const { headerFields } = pass.passJson["eventTicket"] as { headerFields: { label: string }[] };
    const english = readStrings(pass.files.get("en.lproj/pass.strings") as Buffer);
    expect(headerFields.map(({ label }) => english.get(label))).to.deep.equal([
      "Entrance",
      "Admission",
    ]);
    expect(headerFields.map(({ label }) => label.replaceAll("\u2060", ""))).to.deep.equal([
      "Inngang",
      "Inngang",
    ]);
  });

  it("a stamped .pkpass reads South Sámi on every phone of a holder who chose it, Bokmål where a text is missing", async () => {
    const title = { nb: "Konsert", sma: "Konserte" };
    const pass = await openPass(await stamped(aContent({ title }), { language: "sma" }));
    expect(pass.names.filter((name) => name.includes("lproj"))).to.deep.equal([]);
    expect(pass.passJson["description"]).to.equal("Konserte");
    expect(pass.passJson["logoText"]).to.equal("Kulturhuset");
  });

  for (const language of ["nb", "nn", "en"] as const) {
    it(`a stamped .pkpass shows ${language} to its holder on a phone in any other language`, async () => {
      const pass = await openPass(await stamped(aContent(), { language }));
      expect(pass.passJson["description"]).to.equal(textIn(aContent().title, language));
    });
  }

  it("apple 19: once it has ended, is void, expired, and signed all the same", async () => {
    expect(voided.passJson).to.include({ voided: true });
    expect(Date.parse(voided.passJson["expirationDate"] as string)).to.be.lessThan(
      testNow.getTime(),
    );
    const signature = voided.files.get("signature") ?? Buffer.alloc(0);
    const manifest = voided.files.get("manifest.json") ?? Buffer.alloc(0);
    expect(await opensslAccepts(signature, manifest, apple.certificates.rootCert)).to.equal(true);
    expect(opened.passJson).not.to.have.property("voided");
  });

  it("apple 19: once it has ended, has no barcode and never comes to the front", () => {
    expect(opened.passJson).to.include.keys("barcodes", "locations", "relevantDate");
    expect(voided.passJson).not.to.have.any.keys(
      "barcodes",
      "locations",
      "relevantDate",
      "relevantDates",
      "semantics",
    );
    expect(voided.passJson["serialNumber"]).to.equal(opened.passJson["serialNumber"]);
    expect(voided.passJson["authenticationToken"]).to.equal(opened.passJson["authenticationToken"]);
  });

  it("a stamped .pkpass names the leaf by the issuer and number that stand in it", () => {
    const fields = certificateFields(
      readDer(Buffer.from(pemBody(apple.certificates.signerCert), "base64"))[0]?.whole as Buffer,
    );
    expect(fields).to.include({
      uid: apple.certificates.passTypeIdentifier,
      organizationalUnit: apple.certificates.teamIdentifier,
      passTypeIdentifier: apple.certificates.passTypeIdentifier,
    });
  });
});

const pemBody = (pem: string) => pem.replace(/-----[^-]+-----|\s/g, "");
