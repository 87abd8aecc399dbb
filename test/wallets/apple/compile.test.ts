import { expect } from "chai";
import { AppError, type FieldError } from "../../../src/errors.ts";
import { compileTickets } from "../../../src/wallets/apple/compile.ts";
import { createManifestSigner } from "../../../src/wallets/apple/cms.ts";
import { loadCertificates } from "../../support/load-certificates.ts";
import { stampTicket } from "../../../src/wallets/apple/stamp.ts";
import type { TicketContent } from "../../../src/wallets/content.ts";
import type { ContentField } from "../../../src/wallets/content-field.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { aContent, aPng, aTicketState, eventImages } from "../../support/ticket-content.ts";

const issuer = { passTypeIdentifier: "pass.no.example.join", teamIdentifier: "JOINDEV000" };
const [header] = aContent().fields;
const manyFields = (slot: ContentField["slot"], count: number): ContentField[] =>
  Array.from({ length: count }, (_, index) => ({
    ...(header as ContentField),
    slot,
    key: `${slot}${index}`,
  }));

describe("compiling an offer's tickets for Apple Wallet", () => {
  let images: Map<string, Buffer>;

  before(async () => {
    images = await eventImages();
  });

  function faults(
    content: TicketContent,
    from: ReadonlyMap<string, Buffer> = images,
  ): FieldError[] {
    try {
      compileTickets(issuer, content, from, "nb", false);
      return [];
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      expect(error.status).to.equal(422);
      return [...error.errors];
    }
  }
  const paths = (...given: Parameters<typeof faults>) => faults(...given).map(({ path }) => path);
  const withImage = (name: string, bytes: Buffer | undefined) => {
    const changed = new Map(images);
    if (bytes) changed.set(name, bytes);
    else changed.delete(name);
    return changed;
  };

  it("compile takes what is right", () => {
    expect(faults(aContent())).to.deep.equal([]);
  });

  it("apple 8: refuses a template without an icon", () => {
    expect(paths(aContent(), withImage("icon.png", undefined))).to.deep.equal(["images.icon.png"]);
  });

  const sizes: [name: string, width: number, height: number][] = [
    ["icon.png", 40, 40],
    ["icon.png", 29, 38],
    ["icon@2x.png", 38, 38],
    ["logo.png", 161, 50],
    ["logo@3x.png", 480, 151],
    ["strip.png", 375, 144],
    ["strip@2x.png", 375, 98],
    ["strip@3x.png", 1125, 295],
  ];
  for (const [name, width, height] of sizes) {
    it(`apple 9: refuses ${name} of ${width}×${height}, naming the slot`, async () => {
      const found = faults(aContent(), withImage(name, await aPng(width, height)));
      expect(found.map(({ path, code }) => ({ path, code }))).to.deep.equal([
        { path: `images.${name}`, code: "size" },
      ]);
    });
  }

  for (const name of [
    "stripe.png",
    "icon@4x.png",
    "icon.jpg",
    "../icon.png",
    "nb.lproj/icon.png",
  ]) {
    it(`apple 9: refuses an image called ${name}`, async () => {
      expect(paths(aContent(), withImage(name, await aPng(38, 38)))).to.deep.equal([
        `images.${name}`,
      ]);
    });
  }

  it("apple 9: refuses what only calls itself a PNG", () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from("GIF89a"), Buffer.alloc(100)]) {
      expect(paths(aContent(), withImage("strip.png", bytes))).to.deep.equal(["images.strip.png"]);
    }
  });

  it("apple 9: refuses a strip beside a background", async () => {
    const both = withImage("background.png", await aPng(180, 220));
    expect(paths(aContent(), both)).to.deep.equal(["images.strip.png"]);
  });

  it("apple 12: refuses four header fields, by the path that the provider knows", () => {
    expect(paths(aContent({ fields: manyFields("header", 4) }))).to.deep.equal(["fields.header"]);
  });

  it("apple 12: refuses a place off the globe", () => {
    const place = { name: "Storsalen", address: "Bergmannsgata 1", latitude: 91, longitude: 181 };
    expect(paths(aContent({ place }))).to.deep.equal(["place.latitude", "place.longitude"]);
  });

  it("apple 14: refuses a malformed colour", () => {
    const colors = { background: "#12345", foreground: "white", label: "#cfe3f3" };
    expect(paths(aContent({ colors }))).to.deep.equal(["colors.background", "colors.foreground"]);
  });

  it("apple 12: refuses a key that is used twice", () => {
    const fields = [...manyFields("header", 1), ...manyFields("header", 1)];
    expect(paths(aContent({ fields }))).to.deep.equal(["fields.header[1].key"]);
  });

  describe("and stamping one of them", () => {
    const apple = useAppleWallet();

    it("apple 15: refuses a barcode that cannot be encoded, before anything is signed", async () => {
      const compiled = compileTickets(issuer, aContent(), images, "nb", false);
      const sign = createManifestSigner(loadCertificates(apple.certificates, new Date()));
      for (const barcode of ["J2€", "", "J2\n", "J2🎿"]) {
        let signed = 0;
        const counted: typeof sign = (manifest, at) => {
          signed += 1;
          return sign(manifest, at);
        };
        const stamping = stampTicket(counted, compiled, aTicketState({ barcode }), "t", new Date());
        const error: unknown = await stamping.then(
          () => undefined,
          (reason: unknown) => reason,
        );
        expect(error, JSON.stringify(barcode)).to.be.instanceOf(AppError);
        expect((error as AppError).errors[0]?.path).to.equal("barcode");
        expect(signed).to.equal(0);
      }
    });

    it("stamp keeps a ticket's own words apart from JSON", async () => {
      const compiled = compileTickets(issuer, aContent(), images, "nb", false);
      const sign = createManifestSigner(loadCertificates(apple.certificates, new Date()));
      const barcode = 'J2"},{"a":"\\';
      const { pieces } = await stampTicket(
        sign,
        compiled,
        aTicketState({ barcode }),
        "t",
        new Date(),
      );
      const text = Buffer.concat(pieces).toString("latin1");
      const start = text.indexOf('{"formatVersion"');
      const json = JSON.parse(text.slice(start, text.indexOf("PK\u0003\u0004", start))) as {
        barcodes: { message: string }[];
      };
      expect(json.barcodes[0]?.message).to.equal(barcode);
    });
  });
});
