import type { AppleConfig } from "../../config/apple.ts";
import { certificateFields } from "../../wallets/apple/certificate-fields.ts";
import type { CertificateFolder } from "./certificate-folder.ts";

export interface FolderPair {
  certificate: CertificateFolder["certificates"][number];
  key: CertificateFolder["keys"][number];
}

/**
 * The folder's newest pass certificate with its key, and its predecessor while that is valid; of one pass
 * type, by default that of the newest.
 */
export function folderConfig(
  folder: CertificateFolder,
  at: Date,
  passTypeIdentifier?: string,
): AppleConfig & { pairs: FolderPair[] } {
  const endOf = ({ certificate: { certificate } }: FolderPair) => new Date(certificate.validTo);
  const uidOf = ({ certificate: { certificate } }: FolderPair) =>
    certificateFields(certificate.raw).uid ?? "";
  const all = folder.certificates
    .filter(({ certificate }) => !certificate.ca)
    .flatMap((certificate): FolderPair[] => {
      const key = folder.keys.find((each) => certificate.certificate.checkPrivateKey(each.key));
      return key ? [{ certificate, key }] : [];
    })
    .sort((one, other) => endOf(other).getTime() - endOf(one).getTime());
  const wanted = passTypeIdentifier ?? (all[0] && uidOf(all[0])) ?? "";
  const pairs = all
    .filter((pair) => uidOf(pair) === wanted)
    .filter((pair, index) => index === 0 || endOf(pair) > at)
    .slice(0, 2);
  const newest = pairs[0]?.certificate.certificate;
  const pemOf = ({ certificate }: CertificateFolder["certificates"][number]) =>
    certificate.toString();
  return {
    pairs,
    passTypeIdentifier: wanted,
    teamIdentifier: (newest && certificateFields(newest.raw).organizationalUnit) ?? "",
    signerCert: pairs.map(({ certificate }) => pemOf(certificate)).join(""),
    signerKey: pairs
      .map(({ key }) => key.key.export({ format: "pem", type: "pkcs8" }).toString())
      .join(""),
    wwdrCert: folder.certificates
      .filter(({ certificate }) => certificate.ca)
      .map(pemOf)
      .join(""),
    apnsOrigin: "https://api.push.apple.com",
  };
}
