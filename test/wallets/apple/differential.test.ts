import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { expect } from "chai";
import { languages } from "../../../src/domain/language.ts";
import { loadCertificates } from "../../support/load-certificates.ts";
import { createManifestSigner, type CmsForm } from "../../../src/wallets/apple/cms.ts";
import { storedZip, zipEntry } from "../../../src/wallets/apple/stored-zip.ts";
import type { TicketState } from "../../../src/wallets/content.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { testNow } from "../../support/builders.ts";
import { openPass, unzipped } from "../../support/opened-pass.ts";
import { passkitTicket } from "../../support/passkit-ticket.ts";
import { shippedTemplates, type ShippedTemplate } from "../../support/shipped-templates.ts";
import { anEndedTicketState, aTicketState } from "../../support/ticket-content.ts";

const slugs = readdirSync(new URL("../../../templates/", import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** As node-forge signs for passkit-generator. */
const passkitForm: CmsForm = {
  hash: "sha1",
  digestParameters: true,
  attributes: ["contentType", "messageDigest", "signingTime"],
  certificates: ["wwdr", "leaf"],
};

describe("the same ticket by passkit-generator", () => {
  const apple = useAppleWallet();

  const webOf = ({ serialNumber }: TicketState) => ({
    url: "https://tickets.example/apple",
    token: apple.wallet.authenticationToken({ serialNumber, tokenKeyId: null }),
  });
  async function templateOf(slug: string): Promise<ShippedTemplate> {
    const found = (await shippedTemplates()).find((template) => template.slug === slug);
    if (!found) throw new Error(`There is no template ${slug}.`);
    return found;
  }

  before("renders the shipped templates", async function () {
    this.timeout(60_000);
    expect(await shippedTemplates())
      .to.have.length(slugs.length)
      .and.length.of.at.least(8);
  });

  for (const slug of slugs) {
    for (const [what, ticket] of [
      ["one that counts", aTicketState()],
      ["one that ended", anEndedTicketState()],
    ] as const) {
      it(`${slug}, ${what}: same files, same pass.json, same manifest in every language`, async () => {
        const { content, images } = await templateOf(slug);
        for (const language of languages) {
          const compiled = apple.wallet.compile(content, images, language, ticket.endedAt !== null);
          const ours = await openPass(await apple.wallet.stamp(compiled, ticket, testNow));
          const theirs = passkitTicket(
            apple.certificates,
            content,
            images,
            language,
            ticket,
            webOf(ticket),
          ).getAsRaw();
          expect(ours.names.sort()).to.deep.equal(Object.keys(theirs).sort());
          for (const [name, bytes] of Object.entries(theirs)) {
            if (name === "signature" || name === "manifest.json") continue;
            expect(ours.files.get(name)?.equals(bytes), `${name} (${language})`).to.equal(true);
          }
          expect(ours.manifest).to.deep.equal(
            JSON.parse((theirs["manifest.json"] as Buffer).toString("utf8")),
          );
        }
      });
    }
  }

  for (const slug of slugs) {
    it(`${slug}: the same to the last byte of the zip, when ours signs and orders as theirs`, async () => {
      const { content, images } = await templateOf(slug);
      const ticket = aTicketState();
      const compiled = apple.wallet.compile(content, images, "nb", false);
      const ours = await openPass(await apple.wallet.stamp(compiled, ticket, testNow));
      const web = webOf(ticket);

      let theirs: Buffer;
      let at: Date;
      do {
        // Theirs takes the time itself: once more when a second went by.
        at = new Date();
        at.setMilliseconds(0);
        theirs = passkitTicket(
          apple.certificates,
          content,
          images,
          "nb",
          ticket,
          web,
        ).getAsBuffer();
      } while (Date.now() - at.getTime() >= 1000);

      const order = (await unzipped(theirs)).names;
      const hashed = order
        .filter((name) => name !== "manifest.json" && name !== "signature")
        .map((name): [string, Buffer] => [name, ours.files.get(name) ?? Buffer.alloc(0)]);
      const manifest = Buffer.from(
        JSON.stringify(
          Object.fromEntries(
            hashed.map(([name, bytes]) => [name, createHash("sha1").update(bytes).digest("hex")]),
          ),
        ),
      );
      const sign = createManifestSigner(loadCertificates(apple.certificates, at), passkitForm);
      const files: [string, Buffer][] = [
        ...hashed,
        ["manifest.json", manifest],
        ["signature", await sign(manifest, at)],
      ];
      const { pieces } = storedZip(files.map(([name, bytes]) => zipEntry(name, [bytes])));
      expect(Buffer.concat(pieces).equals(theirs)).to.equal(true);
    });
  }
});
