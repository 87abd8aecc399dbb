import { createPrivateKey, X509Certificate, type KeyObject } from "node:crypto";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pemBlocks } from "../../wallets/apple/pem-blocks.ts";

/** The contents of the folder with the operator's certificates, by file. */
export interface CertificateFolder {
  path: string;
  keys: { file: string; key: KeyObject }[];
  /** Key files that cannot be decrypted: another passphrase, or no key. */
  closedKeys: string[];
  certificates: { file: string; certificate: X509Certificate }[];
  /** File names without extension. */
  stems: Set<string>;
}

/** Reads the folder, which need not exist. The paths it returns are relative as the folder's. */
export async function readCertificateFolder(
  path: string,
  passphrase: string | undefined,
): Promise<CertificateFolder> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const entries = await readdir(path, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const folder: CertificateFolder = {
    path,
    keys: [],
    closedKeys: [],
    certificates: [],
    stems: new Set(names.map((name) => name.replace(/\.[^.]*$/, ""))),
  };
  for (const name of names.sort()) {
    const file = join(path, name);
    if (name.endsWith(".key")) {
      try {
        const pem = await readFile(file, "utf8");
        const key = createPrivateKey({ key: pem, ...(passphrase !== undefined && { passphrase }) });
        folder.keys.push({ file, key });
      } catch {
        folder.closedKeys.push(file);
      }
    }
    if (name.endsWith(".pem")) {
      for (const pem of pemBlocks(await readFile(file, "utf8"), "certificate")) {
        folder.certificates.push({ file, certificate: new X509Certificate(pem) });
      }
    }
  }
  return folder;
}

/** Returns `pass`, or `pass-2`, `pass-3` …: a name that no file has, so that none is overwritten. */
export function freeStem({ stems }: CertificateFolder): string {
  let count = 1;
  const stem = () => (count === 1 ? "pass" : `pass-${count}`);
  while (stems.has(stem())) count += 1;
  return stem();
}
