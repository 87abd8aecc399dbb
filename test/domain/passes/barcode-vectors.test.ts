import { readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { decodeBarcodePayload, parseBarcode } from "../../../src/domain/passes/barcode.ts";
import { barcodeReadings } from "../../../src/domain/passes/barcode-readings.ts";
import { barcodeVectors, forgedCode } from "../../support/barcode-vectors.ts";

type Vectors = ReturnType<typeof barcodeVectors>;
type Outcome = { ticket: Record<string, unknown> } | { reason: string };
type VerifyTicket = (text: string, jwks: Vectors["jwks"], at: Date) => Outcome;

const docs = new URL("../../../docs/", import.meta.url);

describe("the test vectors of docs/barcode.md", () => {
  let vectors: Vectors;
  let code: string;

  before(async () => {
    vectors = JSON.parse(await readFile(new URL("barcode-vectors.json", docs), "utf8")) as Vectors;
    const page = await readFile(new URL("barcode.md", docs), "utf8");
    code = /```js\n([^]*?)```/.exec(page)?.[1] ?? "";
  });

  const forged = () => vectors.vectors.find(({ name }) => name.startsWith("forged"))?.code ?? "";

  it("the test vectors are those that the service makes", () => {
    expect(vectors).to.deep.equal(barcodeVectors(forged()));
    expect(forgedCode()).to.have.length(forged().length).and.not.equal(forged());
  });

  it("the test vectors come out as they say in the verifier of under a hundred lines", async () => {
    expect(code.split("\n").length).to.be.within(40, 100);
    const file = join(tmpdir(), `verify-ticket-${process.pid}.mjs`);
    await writeFile(file, code);
    try {
      const { verifyTicket } = (await import(pathToFileURL(file).href)) as {
        verifyTicket: VerifyTicket;
      };
      for (const { name, code: text, at, ...expected } of vectors.vectors) {
        const outcome = verifyTicket(text, vectors.jwks, new Date(at));
        expect(JSON.parse(JSON.stringify(outcome)), name).to.deep.equal(expected);
      }
    } finally {
      await rm(file);
    }
  });

  it("the test vectors of a ticket have one reading that decodes to it", () => {
    for (const { name, code: text, ...rest } of vectors.vectors) {
      if (!("ticket" in rest)) continue;
      const tickets = barcodeReadings(text).flatMap((reading) => {
        const parts = parseBarcode(reading);
        return parts ? [JSON.stringify(decodeBarcodePayload(parts.payload))] : [];
      });
      expect(tickets, name).to.include(JSON.stringify(rest.ticket));
    }
  });
});
