import { startCamera } from "./door-camera.js";
import { texts } from "./door-texts.js";

const picture = document.querySelector(".picture");
const fault = document.querySelector(".fault");
const start = document.querySelector("#start");
const torch = document.querySelector("#torch");
let running;

async function keepAwake() {
  if (running && !document.hidden) {
    await navigator.wakeLock?.request("screen").catch(() => undefined);
  }
}

function show({ track, fault: kind }) {
  running = track;
  picture.hidden = !track;
  start.hidden = Boolean(track);
  fault.textContent = kind ? texts.cameraFaults[kind] : "";
  torch.hidden = !track?.getCapabilities?.().torch;
  torch.setAttribute("aria-checked", "false");
}

/** Lets the camera be started with a tap. */
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
    await running.applyConstraints({ advanced: [{ torch: on }] });
    torch.setAttribute("aria-checked", String(on));
  });
  // The phone lets the screen sleep again whenever another page was in front.
  document.addEventListener("visibilitychange", keepAwake);
}

export function stopCamera() {
  running?.stop();
  show({});
}
