import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  developmentCertificates,
  type DevelopmentCertificates,
} from "../../src/sandbox/certificates.ts";
import type { AppleWallet } from "../../src/wallets/apple/apple-wallet.ts";
import { createAppleWallet } from "../../src/wallets/apple/create-apple-wallet.ts";
import { testKeyRing } from "./builders.ts";

export interface TestApple {
  /** PEM texts and ids; `directory` holds them as files, and whatever a test puts beside them. */
  readonly certificates: DevelopmentCertificates;
  readonly directory: string;
  readonly wallet: AppleWallet;
}

/** A wallet with development certificates of its own, for the tests of the enclosing `describe`. */
export function useAppleWallet({
  publicUrl = "https://tickets.example",
}: { publicUrl?: string } = {}): TestApple {
  let made: TestApple | undefined;
  before("makes certificates", async () => {
    const directory = await mkdtemp(join(tmpdir(), "join-apple-"));
    const certificates = await developmentCertificates(directory);
    const wallet = createAppleWallet(certificates, { keyRing: testKeyRing, publicUrl });
    made = { certificates, directory, wallet };
  });
  after("removes them", async () => {
    if (made) await rm(made.directory, { recursive: true, force: true });
  });
  const opened = () => {
    if (!made) throw new Error("The certificates exist only while tests run.");
    return made;
  };
  return {
    get certificates() {
      return opened().certificates;
    },
    get directory() {
      return opened().directory;
    },
    get wallet() {
      return opened().wallet;
    },
  };
}
