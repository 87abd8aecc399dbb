import { X509Certificate } from "node:crypto";
import type { Config } from "../../config.ts";
import { findRevealingWords } from "../../domain/deny-list.ts";
import { pemBlocks } from "../../wallets/apple/pem-blocks.ts";

/** An address's host in words: a wallet, a link preview and a phone show it. */
const wordsOf = (host: string) => host.replace(/[.:_@-]/g, " ");

/** The subject's values, one a line, without their attributes' names. */
const subjectOf = (certificate: string) =>
  new X509Certificate(certificate).subject
    .split("\n")
    .map((line) => line.slice(line.indexOf("=") + 1))
    .join("\n");

/** The scheme's known app is called Join, a word that the titles of offers may well have. */
const isScheme = (variable: string, text: string) =>
  ["BRAND_NAME", "PUBLIC_URL"].includes(variable) && /\bjoin\b/i.test(text);

/**
 * The settings that a holder or a bystander can see and that the deny-list refuses: one sentence each,
 * beginning with the variable's name. Apple shows the signer's certificate on the phone, Google its
 * service account in what it saves.
 */
export function findRevealingSettings(config: Config): string[] {
  const { apple, google } = config;
  const seen: [variable: string, text: string][] = [
    ["BRAND_NAME", config.brandName],
    ["PUBLIC_URL", wordsOf(new URL(config.publicUrl).host)],
    ["EMAIL_RETURN_ADDRESS", wordsOf(config.emailReturns?.address ?? "")],
    ["APPLE_PASS_TYPE_IDENTIFIER", wordsOf(apple?.passTypeIdentifier ?? "")],
    ...pemBlocks(apple?.signerCert ?? "", "certificate").map((certificate): [string, string] => [
      "APPLE_SIGNER_CERT",
      subjectOf(certificate),
    ]),
    ["GOOGLE_SERVICE_ACCOUNT", wordsOf(google?.serviceAccount.client_email ?? "")],
  ];
  return seen.flatMap(([variable, text]) => {
    const words = [...findRevealingWords(text), ...(isScheme(variable, text) ? ["Join"] : [])];
    return words.length > 0 ? [`${variable} tells "${words.join('", "')}"; families see it`] : [];
  });
}
