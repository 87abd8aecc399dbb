// The child process of draw-pdf.ts: receives an order, answers with the file or what went wrong.
import { statementPdf } from "./statement-pdf.ts";
import { ticketsPdf } from "./tickets-pdf.ts";

export type PdfOrder =
  | { name: "tickets"; args: Parameters<typeof ticketsPdf> }
  | { name: "statement"; args: Parameters<typeof statementPdf> };
export type PdfAnswer = { pdf: Uint8Array } | { fault: string };

const draw = (order: PdfOrder): Promise<Buffer> =>
  order.name === "tickets" ? ticketsPdf(...order.args) : statementPdf(...order.args);

const answer = (message: PdfAnswer) => process.send?.(message);

process.on("message", (order: PdfOrder) => {
  draw(order).then(
    (pdf) => answer({ pdf }),
    (error: unknown) => answer({ fault: String(error) }),
  );
});

// Also during a drawing, which an ordinary exit would wait for.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
