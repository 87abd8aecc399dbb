import { createDetector } from "./door-detector.js";
import { element } from "./element.js";
/** @import { BarcodeDetector } from "barcode-detector/ponyfill" */
/** @import { DoorTexts } from "../texts/door-nb.ts" */

/** @typedef {keyof DoorTexts["script"]["cameraFaults"]} CameraFault */
/** @typedef {{ track?: MediaStreamTrack, fault?: CameraFault }} CameraOutcome */
/** @typedef {(codes: string[]) => void} OnCodes */

const interval = 125;
const maxSide = 720;
const video = element("video", HTMLVideoElement);
// One canvas for all frames: Safari is slow to free canvases.
const canvas = document.createElement("canvas");
const context = /** @type {CanvasRenderingContext2D} */ (
  canvas.getContext("2d", { willReadFrequently: true })
);

/** Returns the pixels of the central square, which is the part that the page shows. */
function centralSquare() {
  const { videoWidth: width, videoHeight: height } = video;
  const side = Math.min(width, height);
  const size = Math.min(side, maxSide);
  canvas.width = canvas.height = size;
  context.drawImage(video, (width - side) / 2, (height - side) / 2, side, side, 0, 0, size, size);
  return context.getImageData(0, 0, size, size);
}

/**
 * @param {MediaStreamTrack} track
 * @param {BarcodeDetector} detector
 * @param {OnCodes} onCodes
 */
async function look(track, detector, onCodes) {
  while (track.readyState === "live") {
    const begun = performance.now();
    if (!document.hidden && video.videoWidth > 0) {
      const codes = await detector.detect(centralSquare()).catch(() => []);
      onCodes(codes.map(({ rawValue }) => rawValue));
    }
    const rest = interval - (performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, Math.max(rest, 0)));
  }
}

/** @type {Record<string, CameraFault>} */
const faults = { NotAllowedError: "refused", SecurityError: "refused", NotReadableError: "busy" };

/** @param {unknown} error */
const faultOf = (error) => (error instanceof Error && faults[error.name]) || "missing";

/**
 * Starts the camera and passes the codes in each frame on. Returns the video track, or a fault without one.
 * @param {OnCodes} onCodes
 * @returns {Promise<CameraOutcome>}
 */
export async function startCamera(onCodes) {
  let track;
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } },
    });
    [track] = stream.getVideoTracks();
    video.srcObject = stream;
    await video.play();
  } catch (error) {
    return { fault: faultOf(error) };
  }
  if (!track) return { fault: "missing" };
  try {
    look(track, await createDetector(), onCodes);
  } catch {
    track.stop();
    return { fault: "decoder" };
  }
  return { track };
}
