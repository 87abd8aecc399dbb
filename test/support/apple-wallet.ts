import type { DevelopmentCertificates } from "../../src/sandbox/certificates.ts";
import type { AppleWallet } from "../../src/wallets/apple/apple-wallet.ts";
import { createAppleWallet } from "../../src/wallets/apple/create-apple-wallet.ts";
import { testKeyRing } from "./builders.ts";
import { testCertificates } from "./certificates.ts";

export interface TestApple {
  /** PEM texts and ids. */
  readonly certificates: DevelopmentCertificates;
  readonly wallet: AppleWallet;
}

/** A wallet with the run's development certificates, for the tests of the enclosing `describe`. */
export function useAppleWallet({
  publicUrl = "https://tickets.example",
}: { publicUrl?: string } = {}): TestApple {
  let made: TestApple | undefined;
  before("loads the certificates", async () => {
    const certificates = await testCertificates();
    made = {
      certificates,
      wallet: createAppleWallet(certificates, { keyRing: testKeyRing, publicUrl }),
    };
  });
  const opened = () => {
    if (!made) throw new Error("The wallet exists only while tests run.");
    return made;
  };
  return {
    get certificates() {
      return opened().certificates;
    },
    get wallet() {
      return opened().wallet;
    },
  };
}
