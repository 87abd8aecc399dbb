import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { createPdfDrawer, drawPdf } from "../../../src/views/pdf/draw-pdf.ts";
import type { PdfOrder } from "../../../src/views/pdf/pdf-process.ts";
import { ticketsPdf } from "../../../src/views/pdf/tickets-pdf.ts";
import { refusalOf } from "../../support/refusal-of.ts";
import { ticketCases } from "../ticket-cases.ts";

const at = new Date("2027-01-15T10:00:00Z");
const options = { language: "nb", brandName: "Join", at } as const;
const order = (brandName: string): PdfOrder => ({
  name: "tickets",
  args: [[], { ...options, brandName }],
});
const program = fileURLToPath(new URL("../../support/drawing-process.mjs", import.meta.url));

describe("drawing PDFs in a child process", () => {
  it("a PDF of the child process is the same as one drawn here", async () => {
    const drawn = await drawPdf({ name: "tickets", args: [ticketCases, options] });
    expect(drawn.equals(await ticketsPdf(ticketCases, options))).to.equal(true);
  });

  for (const fault of ["endless", "large"]) {
    it(`a drawing that is ${fault} is given up, and the next is drawn`, async () => {
      const limits = { timeoutMs: fault === "endless" ? 2_000 : 60_000, maxMegabytes: 32 };
      const draw = createPdfDrawer({ program, ...limits });
      const [given, next] = await Promise.allSettled([draw(order(fault)), draw(order("next"))]);
      expect(given.status).to.equal("rejected");
      expect(next).to.deep.include({ status: "fulfilled" });
    });
  }

  it("a drawing that finds too many waiting is refused as unavailable", async () => {
    const draw = createPdfDrawer({ program, maxWaiting: 2 });
    const waiting = ["1", "2", "3"].map((title) => draw(order(title)));
    const refusal = await refusalOf(draw(order("4")));
    expect(refusal.code).to.equal("unavailable");
    expect((await Promise.all(waiting)).map(String)).to.deep.equal(["1", "2", "3"]);
  });
});
