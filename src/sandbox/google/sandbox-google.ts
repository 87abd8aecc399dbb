import { generateKeyPairSync } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { GoogleConfig } from "../../config/google.ts";

export const googleSandboxPath = "/sandbox/google";

interface StoredAccount {
  client_email: string;
  private_key: string;
}

function createAccount(): StoredAccount {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    client_email: "tickets@sandbox.iam.gserviceaccount.com",
    private_key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

/** Returns the configuration of the simulated Google Wallet, with a service account kept in `directory`. */
export async function sandboxGoogle(directory: string, publicUrl: string): Promise<GoogleConfig> {
  const file = join(directory, "service-account.json");
  if (!existsSync(file)) {
    await mkdir(directory, { recursive: true });
    await writeFile(file, JSON.stringify(createAccount(), undefined, 2), { mode: 0o600 });
  }
  const account = JSON.parse(await readFile(file, "utf8")) as StoredAccount;
  const base = `${publicUrl}${googleSandboxPath}`;
  return {
    issuerId: "3388000000000000001",
    serviceAccount: { ...account, token_uri: `${base}/token` },
    apiOrigin: base,
    callbackKeysUrl: `${base}/gp/m/issuer/keys`,
    saveOrigin: base,
  };
}
