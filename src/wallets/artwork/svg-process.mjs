// The child process of rasterise-svg.ts: receives an SVG, answers with a PNG or the library's
// message.
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

// Also during a rasterisation, which an ordinary exit would wait for.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
