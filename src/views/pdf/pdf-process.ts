// The child process of draw-pdf.ts: receives an order, answers with the file or what went wrong.
import { exportPdf } from "./export-pdf.ts";
import { reportPdf } from "./report-pdf.ts";
import { statementPdf } from "./statement-pdf.ts";
import { ticketsPdf } from "./tickets-pdf.ts";

export type PdfOrder =
  | { name: "tickets"; args: Parameters<typeof ticketsPdf> }
  | { name: "statement"; args: Parameters<typeof statementPdf> }
  | { name: "report"; args: Parameters<typeof reportPdf> }
  | { name: "export"; args: Parameters<typeof exportPdf> };
export type PdfAnswer = { pdf: Uint8Array } | { fault: string };

function draw(order: PdfOrder): Promise<Buffer> {
  switch (order.name) {
    case "tickets":
      return ticketsPdf(...order.args);
    case "statement":
      return statementPdf(...order.args);
    case "report":
      return reportPdf(...order.args);
    case "export":
      return exportPdf(...order.args);
  }
}

const answer = (message: PdfAnswer) => process.send?.(message);

process.on("message", (order: PdfOrder) => {
  draw(order).then(
    (pdf) => answer({ pdf }),
    (error: unknown) => answer({ fault: String(error) }),
  );
});

// Also during a drawing, which an ordinary exit would wait for.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
