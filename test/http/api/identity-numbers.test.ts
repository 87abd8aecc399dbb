import { readFile } from "node:fs/promises";
import { expect } from "chai";
import type { z } from "zod";
import { templateDefinitionSchema } from "../../../src/domain/templates/template-schema.ts";
import { documentedOperations } from "../../../src/http/server/documented-operations.ts";

const numbers = ["15031710054", "150317\t10054", "150317\u00a010054", "１５０３１７ １００５４"];

/** What is no text of a person's, or is looked up and never stored: codes, scans, addresses. */
const untyped = new Set([
  ...["uploadCodes .codes[].code", "reportUses .items[].code", "makeWebhook .url"],
  ...["redeem .code", "redeem .scanId", "redeemBatch .scans[].code", "redeemBatch .scans[].scanId"],
  ...["allocate .items[].recipient", "createDraw .recipients[]", "addToWaitingList .recipients[]"],
  "createRecipientList .recipients[]",
  // A day: the action refuses anything else.
  ...["uploadCodes .codes[].validUntil", "approveOffer .revision"],
  // An account has eleven digits, too.
  ...["inviteProvider .accountNumber", "attestSettlement .municipality"],
  ...["declineOffer .municipality", "undoDeclineOffer .municipality"],
  "attestSettlement .accounts.7a0c2f4e-91b3-4d5e-8f60-1b2a3c4d5e01",
  // `requireReason` refuses it: see end-passes.test.ts.
  ...["approveOffer .reason", "returnOffer .reason", "pauseOffer .reason", "closeOffer .reason"],
]);

type Variant = [path: string, body: unknown];

/** The example with the text in place of each of its texts in turn. */
function variants(value: unknown, text: string, rebuild: (part: unknown) => unknown): Variant[] {
  if (typeof value === "string") return [["", rebuild(text)]];
  if (typeof value !== "object" || value === null) return [];
  const parts: Variant[][] = Object.entries(value).map(([key, part]) => {
    const isList = Array.isArray(value);
    const name = isList ? "[]" : `.${key}`;
    const inside = (changed: unknown) =>
      rebuild(
        isList
          ? value.map((each: unknown, at) => (String(at) === key ? changed : each))
          : { ...value, [key]: changed },
      );
    return variants(part, text, inside).map(([path, body]) => [name + path, body]);
  });
  return parts.flat();
}

function acceptedOf(name: string, schema: z.ZodType, example: unknown): Set<string> {
  expect(schema.safeParse(example).success, name).to.equal(true);
  const tried = numbers.flatMap((number) => variants(example, number, (whole) => whole));
  const accepted = tried.filter(([, body]) => schema.safeParse(body).success);
  return new Set(accepted.map(([path]) => `${name} ${path}`));
}

describe("a national identity number in a request", () => {
  it("an operation accepts a national identity number in no text that a person types", () => {
    const accepted = new Set<string>();
    for (const { id, body, example } of documentedOperations) {
      if (body === undefined || example === undefined) continue;
      for (const each of acceptedOf(id, body, example)) accepted.add(each);
    }
    expect([...accepted].filter((each) => !untyped.has(each))).to.deep.equal([]);
    expect([...untyped].filter((each) => !accepted.has(each))).to.deep.equal([]);
  });

  it("a template accepts a national identity number in none of its texts", async () => {
    const file = new URL("../../../templates/concert/template.json", import.meta.url);
    const template = JSON.parse(await readFile(file, "utf8")) as Record<string, unknown>;
    const schema = templateDefinitionSchema;
    const shape = Object.keys(schema.shape);
    const known = Object.fromEntries(
      Object.entries(template).filter(([key]) => shape.includes(key)),
    );
    expect([...acceptedOf("template", schema, known)]).to.deep.equal([]);
  });
});
