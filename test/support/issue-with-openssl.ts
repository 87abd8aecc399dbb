import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Runs OpenSSL; its output of both kinds. Rejects when it finds a fault. */
export async function openssl(...args: string[]): Promise<string> {
  const { stdout, stderr } = await run("openssl", args);
  return stdout + stderr;
}

export interface OpensslAuthority {
  rootFile: string;
  intermediateFile: string;
  /** As Apple's portal does: the request's key, and a subject and extensions of the portal's own. */
  issue(
    requestFile: string,
    options: {
      passTypeIdentifier: string;
      teamIdentifier: string;
      form?: "DER" | "PEM";
      days?: number;
    },
  ): Promise<string>;
}

const extensions = (passTypeIdentifier: string) => `
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
[pass]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = clientAuth, 1.2.840.113635.100.4.14
1.2.840.113635.100.6.1.16 = ASN1:UTF8String:${passTypeIdentifier}
`;

/** A root and an intermediate made by OpenSSL alone, in the folder. */
export async function createOpensslAuthority(
  folder: string,
  name: string,
): Promise<OpensslAuthority> {
  const path = (file: string) => join(folder, `${name}-${file}`);
  await writeFile(path("ca.cnf"), extensions("none"));
  await openssl(
    ...["req", "-x509", "-newkey", "rsa:2048", "-noenc", "-days", "3650"],
    ...["-keyout", path("root.key"), "-out", path("root.pem"), "-subj", `/CN=Root ${name}/O=Test`],
  );
  await openssl(
    ...["req", "-new", "-newkey", "rsa:2048", "-noenc", "-keyout", path("wwdr.key")],
    ...["-out", path("wwdr.csr"), "-subj", `/CN=Intermediate ${name}/OU=G4/O=Test`],
  );
  await openssl(
    ...[
      "x509",
      "-req",
      "-in",
      path("wwdr.csr"),
      "-CA",
      path("root.pem"),
      "-CAkey",
      path("root.key"),
    ],
    ...["-days", "1800", "-extfile", path("ca.cnf"), "-extensions", "ca"],
    ...["-set_serial", "17", "-outform", "DER", "-out", path("wwdr.cer")],
  );
  let serial = 100;
  return {
    rootFile: path("root.pem"),
    intermediateFile: path("wwdr.cer"),
    issue: async (requestFile, options) => {
      const { passTypeIdentifier, teamIdentifier, form = "DER", days = 395 } = options;
      serial += 1;
      const [certificate, config] = [path(`pass-${serial}.cer`), path(`pass-${serial}.cnf`)];
      await writeFile(config, extensions(passTypeIdentifier));
      await openssl(
        ...["x509", "-req", "-in", requestFile, "-CA", path("wwdr.cer"), "-CAform", "DER"],
        ...["-CAkey", path("wwdr.key"), "-set_serial", String(serial), "-days", String(days)],
        ...["-extfile", config, "-extensions", "pass", "-outform", form, "-out", certificate],
        "-subj",
        `/UID=${passTypeIdentifier}/CN=Pass Type ID: ${passTypeIdentifier}/OU=${teamIdentifier}/O=Test/C=NO`,
      );
      return certificate;
    },
  };
}
