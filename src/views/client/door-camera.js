import { makeDetector } from "./door-detector.js";

const interval = 125;
const enough = 720;
const video = document.querySelector("video");
// One for all pictures: Safari is slow to give canvases back.
const canvas = document.createElement("canvas");
const context = canvas.getContext("2d", { willReadFrequently: true });

/** What the volunteer sees: the square in the middle of the picture. */
function middle() {
  const { videoWidth: width, videoHeight: height } = video;
  const side = Math.min(width, height);
  canvas.width = canvas.height = Math.min(side, enough);
  const from = [(width - side) / 2, (height - side) / 2, side, side];
  context.drawImage(video, ...from, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

async function look(track, detector, onCodes) {
  while (track.readyState === "live") {
    const begun = performance.now();
    if (!document.hidden && video.videoWidth > 0) {
      const codes = await detector.detect(middle()).catch(() => []);
      onCodes(codes.map(({ rawValue }) => rawValue));
    }
    const rest = interval - (performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, Math.max(rest, 0)));
  }
}

const faultOf = ({ name }) =>
  ({ NotAllowedError: "refused", SecurityError: "refused", NotReadableError: "busy" })[name] ??
  "missing";

/** Shows the camera's picture and tells what codes are in it. Answers the track, or why there is none. */
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
  try {
    look(track, await makeDetector(), onCodes);
  } catch {
    track.stop();
    return { fault: "decoder" };
  }
  return { track };
}
