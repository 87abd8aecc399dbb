import { startCamera } from "./door-camera.js";
import { texts } from "./door-texts.js";
import { element } from "./element.js";
/** @import { CameraOutcome } from "./door-camera.js" */

/** @typedef {{ torch?: boolean }} Torch What the DOM's types lack. */

const picture = element(".picture", HTMLElement);
const fault = element(".fault", HTMLElement);
const start = element("#start", HTMLButtonElement);
const torch = element("#torch", HTMLButtonElement);
/** @type {MediaStreamTrack | undefined} */
let running;

async function keepAwake() {
  if (running && !document.hidden) {
    await navigator.wakeLock?.request("screen").catch(() => undefined);
  }
}

function show(/** @type {CameraOutcome} */ { track, fault: kind }) {
  running = track;
  picture.hidden = !track;
  start.hidden = Boolean(track);
  fault.textContent = kind ? texts.cameraFaults[kind] : "";
  /** @type {MediaTrackCapabilities & Torch | undefined} */
  const capabilities = track?.getCapabilities?.();
  torch.hidden = !capabilities?.torch;
  torch.setAttribute("aria-checked", "false");
}

/**
 * Enables the button that starts the camera.
 * @param {(codes: string[]) => void} onCodes
 */
export function offerCamera(onCodes) {
  start.addEventListener("click", async () => {
    start.disabled = true;
    picture.hidden = false;
    const outcome = await startCamera(onCodes);
    start.disabled = false;
    show(outcome);
    outcome.track?.addEventListener("ended", () => show({ fault: "busy" }));
    await keepAwake();
  });
  torch.addEventListener("click", async () => {
    const on = torch.getAttribute("aria-checked") !== "true";
    /** @type {MediaTrackConstraintSet & Torch} */
    const light = { torch: on };
    await running?.applyConstraints({ advanced: [light] });
    torch.setAttribute("aria-checked", String(on));
  });
  // The browser releases the wake lock when the page is hidden.
  document.addEventListener("visibilitychange", keepAwake);
}

export function stopCamera() {
  running?.stop();
  show({});
}
