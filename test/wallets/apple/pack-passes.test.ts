import { expect } from "chai";
import { AppError } from "../../../src/errors.ts";
import { packPasses } from "../../../src/wallets/apple/pack-passes.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { testNow } from "../../support/builders.ts";
import { openPass, opensslAccepts, unzipped } from "../../support/opened-pass.ts";
import { aContent, aTicketState, eventImages } from "../../support/ticket-content.ts";

describe("a bundle of passes", () => {
  const apple = useAppleWallet();

  async function passes(count: number) {
    const compiled = apple.wallet.compile(aContent(), await eventImages(), "nb", false);
    return Promise.all(
      Array.from({ length: count }, (_, index) =>
        apple.wallet.stamp(
          compiled,
          aTicketState({ serialNumber: `serial-number-of-no-${index + 10}` }),
          testNow,
        ),
      ),
    );
  }

  it("apple 20: holds ten, each whole and signed", async () => {
    const { pieces, length } = packPasses(await passes(10));
    const whole = Buffer.concat(pieces);
    expect(whole.length).to.equal(length);
    const { verdict, files } = await unzipped(whole);
    expect(verdict).to.contain("No errors detected");
    expect(files.size).to.equal(10);
    const serials = new Set<unknown>();
    for (const bytes of files.values()) {
      const inner = await openPass(bytes);
      serials.add(inner.passJson["serialNumber"]);
      const [signature, manifest] = ["signature", "manifest.json"].map((name) =>
        inner.files.get(name),
      );
      expect(
        await opensslAccepts(signature as Buffer, manifest as Buffer, apple.certificates.rootCert),
      ).to.equal(true);
    }
    expect(serials.size).to.equal(10);
  });

  it("apple 20: is refused with eleven, and with none", async () => {
    const eleven = await passes(11);
    expect(() => packPasses(eleven)).to.throw(AppError);
    expect(() => packPasses([])).to.throw(AppError);
  });
});
