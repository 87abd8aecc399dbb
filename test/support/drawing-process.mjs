// A child process that draws nothing: it answers, works without end, or takes memory without end, as it is told.
import { Buffer } from "node:buffer";

process.on("message", ({ args: [, { brandName }] }) => {
  if (brandName === "endless") for (;;);
  if (brandName === "large") for (const all = []; ;) all.push({ all: [...all] });
  process.send({ pdf: Buffer.from(brandName) });
});
