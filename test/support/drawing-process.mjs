// A child process in place of the PDF process: answers, loops for ever or allocates memory for ever, as its order
// says.
import { Buffer } from "node:buffer";

process.on("message", ({ args: [, { brandName }] }) => {
  if (brandName === "endless") for (;;);
  if (brandName === "large") for (const all = []; ;) all.push({ all: [...all] });
  process.send({ pdf: Buffer.from(brandName) });
});
