// The process that draws SVGs for draw-svg.ts: one comes in, a PNG or the library's words go out.
import sharp from "sharp";

process.on("message", async ({ svg, side, limitInputPixels }) => {
  try {
    const { width, height } = await sharp(svg, { limitInputPixels }).metadata();
    const density = Math.min(Math.max((72 * side) / Math.max(width, height), 1), 2400);
    const drawn = sharp(svg, { limitInputPixels, density });
    process.send({ png: await drawn.png({ compressionLevel: 1 }).toBuffer() });
  } catch (error) {
    process.send({ fault: error.message });
  }
});

// Even in the middle of a drawing, which an ordinary exit would wait for.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
