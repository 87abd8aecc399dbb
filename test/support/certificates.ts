import {
  developmentCertificates,
  type DevelopmentCertificates,
} from "../../src/sandbox/certificates.ts";

/** The run's development certificates, which mocha's global setup makes: four RSA keys take a second. */
export function testCertificates(): Promise<DevelopmentCertificates> {
  const folder = process.env["TEST_CERTIFICATES"];
  if (folder === undefined) throw new Error("The certificates are made by mocha's global setup.");
  return developmentCertificates(folder);
}
