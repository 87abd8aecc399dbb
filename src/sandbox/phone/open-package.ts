// https://developer.apple.com/documentation/walletpasses/building-a-pass
import { createHash, type X509Certificate } from "node:crypto";
import { z } from "zod";
import { certificateFields } from "../../wallets/apple/certificate-fields.ts";
import { PackageFault } from "./package-fault.ts";
import { passShape, type PhonePass } from "./pass-shape.ts";
import { readStrings } from "./read-strings.ts";
import { readZip } from "./read-zip.ts";
import { verifySignature } from "./verify-signature.ts";

export interface OpenPackage {
  pass: PhonePass;
  files: ReadonlyMap<string, Buffer>;
  /** The translations of texts in pass.json, by language. */
  strings: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

const manifestShape = z.record(z.string(), z.string());
const unlisted = ["manifest.json", "signature"];

/** The bytes of manifest.json: equal for equal passes. */
export const manifestOf = ({ files }: OpenPackage) => fileOf(files, "manifest.json");

function fileOf(files: ReadonlyMap<string, Buffer>, name: string): Buffer {
  const file = files.get(name);
  if (!file) throw new PackageFault(`${name} is missing.`);
  return file;
}

function jsonOf<S extends z.ZodType>(
  files: ReadonlyMap<string, Buffer>,
  name: string,
  shape: S,
): z.infer<S> {
  try {
    return shape.parse(JSON.parse(fileOf(files, name).toString("utf8")));
  } catch (error) {
    if (error instanceof PackageFault) throw error;
    const [issue] = error instanceof z.ZodError ? error.issues : [];
    const why = issue ? `: ${issue.path.join(".")} ${issue.message}` : "";
    throw new PackageFault(`${name} cannot be read${why}`);
  }
}

function verifyManifest(files: ReadonlyMap<string, Buffer>): void {
  const manifest = new Map(Object.entries(jsonOf(files, "manifest.json", manifestShape)));
  for (const [name, file] of files) {
    if (unlisted.includes(name)) continue;
    const listed = manifest.get(name);
    if (listed === undefined) throw new PackageFault(`The manifest does not name ${name}.`);
    if (createHash("sha1").update(file).digest("hex") !== listed) {
      throw new PackageFault(`${name} is not what the manifest says.`);
    }
  }
  for (const name of manifest.keys()) fileOf(files, name);
}

/**
 * Parses the files of a verified package. Throws PackageFault when one is malformed.
 * @internal
 */
export function readPackage(files: ReadonlyMap<string, Buffer>): OpenPackage {
  const strings = [...files].flatMap(([name, file]): [string, Map<string, string>][] => {
    const [, language] = /^([\w-]+)\.lproj\/pass\.strings$/.exec(name) ?? [];
    return language === undefined ? [] : [[language, readStrings(file)]];
  });
  return { pass: jsonOf(files, "pass.json", passShape), files, strings: new Map(strings) };
}

/**
 * Verifies and parses a `.pkpass` as a phone does: the manifest lists every file, its signature is valid,
 * and the signer is trusted and matches pass.json. Throws PackageFault naming the first fault.
 */
export function openPackage(
  zip: Buffer,
  { trusted, at }: { trusted: readonly X509Certificate[]; at: Date },
): OpenPackage {
  const files = readZip(zip);
  const [manifest, signature] = [fileOf(files, "manifest.json"), fileOf(files, "signature")];
  const leaf = verifySignature(signature, manifest, trusted, at);
  verifyManifest(files);
  if (!files.has("icon.png") && !files.has("icon@2x.png")) {
    throw new PackageFault("icon.png is missing.");
  }
  const opened = readPackage(files);
  const { uid, organizationalUnit } = certificateFields(leaf.raw);
  const { passTypeIdentifier, teamIdentifier } = opened.pass;
  if (uid !== passTypeIdentifier || organizationalUnit !== teamIdentifier) {
    throw new PackageFault("The pass was signed by another's certificate.");
  }
  return opened;
}
