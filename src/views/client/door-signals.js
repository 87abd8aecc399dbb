import { keep, recall } from "./door-memory.js";

const toggle = document.querySelector("#sound");
let audio;

const isOn = () => recall("door-sound") !== "off";
const show = () => toggle.setAttribute("aria-checked", String(isOn()));

toggle.addEventListener("click", () => {
  keep("door-sound", isOn() ? "off" : "on");
  show();
});
show();

// Browsers let a page be heard only once someone has touched it.
for (const touch of ["click", "keydown"]) {
  document.addEventListener(touch, () => {
    audio ??= new AudioContext();
    audio.resume();
  });
}

function beep(frequency, start, length, type) {
  const tone = new OscillatorNode(audio, { frequency, type });
  const volume = new GainNode(audio, { gain: 0.3 });
  tone.connect(volume).connect(audio.destination);
  tone.start(audio.currentTime + start);
  tone.stop(audio.currentTime + start + length);
}

/** Two rising tones for yes, one low for no; and the phone shakes once or twice. */
export function signal(isAccepted) {
  navigator.vibrate?.(isAccepted ? 100 : [200, 100, 200]);
  if (!audio || !isOn()) return;
  if (isAccepted) {
    beep(880, 0, 0.1, "sine");
    beep(1320, 0.12, 0.15, "sine");
  } else {
    beep(196, 0, 0.4, "square");
  }
}
