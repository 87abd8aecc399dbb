// The child process of rasterise-svg.ts: receives an SVG, answers with a PNG or the library's
// message.
import sharp from "sharp";

/** Of processor time: a busy machine gives a good picture less of it, and not a shorter limit. */
const maxMicroseconds = 5_000_000;

process.on("message", async ({ svg, side, limitInputPixels }) => {
  const before = process.cpuUsage();
  // The library works beside this thread.
  const watch = setInterval(() => {
    const { user, system } = process.cpuUsage(before);
    if (user + system > maxMicroseconds) process.send({ fault: "timeout" });
  }, 100);
  try {
    const { width, height } = await sharp(svg, { limitInputPixels }).metadata();
    const density = Math.min(Math.max((72 * side) / Math.max(width, height), 1), 2400);
    const drawn = sharp(svg, { limitInputPixels, density });
    process.send({ png: await drawn.png({ compressionLevel: 1 }).toBuffer() });
  } catch (error) {
    process.send({ fault: error.message });
  } finally {
    clearInterval(watch);
  }
});

// Also during a rasterisation, which an ordinary exit would wait for.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
