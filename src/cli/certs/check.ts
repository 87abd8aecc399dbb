import type { KeyObject } from "node:crypto";
import { loadAppleConfig } from "../../config.ts";
import type { AppleConfig } from "../../config/apple.ts";
import { ConfigError } from "../../config/config-error.ts";
import { certificateStatus } from "../../wallets/apple/certificate-status.ts";
import { loadSigners } from "../../wallets/apple/certificates.ts";
import type { PassCertificates } from "../../wallets/apple/signers.ts";
import { readCertificateFolder } from "./certificate-folder.ts";
import { folderConfig } from "./folder-config.ts";
import { issuerOf } from "./issuer-of.ts";
import type { Outcome } from "./outcome.ts";
import { commandLine } from "../command-line.ts";

const roles = {
  pass: "signs now",
  wwdr: "issued the one that signs",
  pass_previous: "replaced; may be taken out once it has ended",
  pass_next: "signs from its first day on",
};

const kindOf = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject) =>
  asymmetricKeyType === "rsa" ? `RSA-${asymmetricKeyDetails?.modulusLength ?? "?"}` : "P-256";

function describe(config: AppleConfig, at: Date): string {
  const signers = loadSigners(config, at);
  const lines = [
    `  pass type identifier  ${config.passTypeIdentifier}`,
    `  team identifier       ${config.teamIdentifier}`,
  ];
  const byEnd = (end: Date): PassCertificates | undefined =>
    signers.find(({ leaf }) => new Date(leaf.validTo).getTime() === end.getTime());
  for (const { name, notAfter, daysLeft, mustBeRenewed } of certificateStatus(signers, at)) {
    const pair = name === "wwdr" ? undefined : byEnd(notAfter);
    const what = name === "wwdr" ? "intermediate" : "pass certificate";
    lines.push(
      "",
      `  ${what.padEnd(20)}  ${roles[name]}`,
      `  ${"".padEnd(20)}  until ${notAfter.toISOString().slice(0, 10)}, ${daysLeft} days left`,
    );
    if (pair) {
      const issuer = issuerOf(pair.leaf).name;
      lines.push(`  ${"".padEnd(20)}  its key matches (${kindOf(pair.key)}); issued by ${issuer}`);
    }
    if (mustBeRenewed) {
      const how =
        name === "wwdr"
          ? "a renewed pass certificate comes with a newer intermediate"
          : `${commandLine("certs")} request`;
      lines.push(`  ${"".padEnd(20)}  WARNING: renew it now: ${how}`);
    }
  }
  return lines.join("\n");
}

/**
 * Reports what is loaded, whether it matches, and how long it lasts: by the environment, or else by the
 * folder. Not sound when the service would refuse to start with it.
 */
export async function check({
  directory,
  passphrase,
  at,
  environment,
}: {
  directory: string;
  passphrase: string | undefined;
  at: Date;
  /** The environment variables to check; those of the process by default. */
  environment?: Record<string, string | undefined>;
}): Promise<Outcome> {
  try {
    const given = loadAppleConfig(environment);
    if (given) {
      return { text: `As the environment says:\n\n${describe(given, at)}`, isSound: true };
    }
    const folder = await readCertificateFolder(directory, passphrase);
    const found = folderConfig(folder, at);
    if (found.pairs.length === 0) {
      const keys = [...folder.keys.map(({ file }) => file), ...folder.closedKeys];
      const next =
        keys.length === 0
          ? `Start with: ${commandLine("certs")} request`
          : `${keys.join(", ")} waits for Apple's certificate. When you have downloaded it: ${commandLine("certs")} install pass.cer`;
      const text = `Nothing is loaded: no APPLE_… variable is set, and ${directory} holds no certificate with its key.\n${next}`;
      return { text, isSound: false };
    }
    const head = `No APPLE_… variable is set. As ${directory} holds it:`;
    return { text: `${head}\n\n${describe(found, at)}`, isSound: true };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const lines = error.faults.map((fault) => `  - ${fault}`);
    return { text: ["The service would not start:", ...lines].join("\n"), isSound: false };
  }
}
