import type { X509Certificate } from "node:crypto";

/** One field of a name as Node prints it, such as `CN` or `OU`. */
export const nameField = (name: string, field: string) =>
  name
    .split("\n")
    .find((line) => line.startsWith(`${field}=`))
    ?.slice(field.length + 1);

/** Which of Apple's intermediates issued the certificate, and where Apple publishes it. */
export function issuerOf({ issuer }: X509Certificate): { name: string; url: string } {
  const generation = /^G\d+$/.exec(nameField(issuer, "OU") ?? "")?.[0] ?? "G4";
  return {
    name: `${nameField(issuer, "CN") ?? "Apple's intermediate"}, ${generation}`,
    url: `https://www.apple.com/certificateauthority/AppleWWDRCA${generation}.cer`,
  };
}
