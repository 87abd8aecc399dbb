// A child process in place of the PDF process: answers, loops for ever or takes 128 MB before it answers, as its order
// says.
import { Buffer } from "node:buffer";

process.on("message", ({ args: [, { brandName }] }) => {
  if (brandName === "endless") for (;;);
  const held = [];
  while (brandName === "large" && held.length < 16) held.push(new Array(1_000_000).fill(0.5));
  process.send({ pdf: Buffer.from(brandName) });
});
