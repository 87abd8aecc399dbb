import { keep, recall } from "./door-memory.js";
import { element } from "./element.js";

const toggle = element("#sound", HTMLButtonElement);
/** @type {AudioContext | undefined} */
let audio;

const isOn = () => recall("door-sound") !== "off";
const show = () => toggle.setAttribute("aria-checked", String(isOn()));

toggle.addEventListener("click", () => {
  keep("door-sound", isOn() ? "off" : "on");
  show();
});
show();

// Browsers allow sound only after a user gesture.
for (const touch of ["click", "keydown"]) {
  document.addEventListener(touch, () => {
    audio ??= new AudioContext();
    audio.resume();
  });
}

/**
 * @param {AudioContext} audio
 * @param {number} frequency
 * @param {number} start
 * @param {number} length
 * @param {OscillatorType} type
 */
function beep(audio, frequency, start, length, type) {
  const tone = new OscillatorNode(audio, { frequency, type });
  const volume = new GainNode(audio, { gain: 0.3 });
  tone.connect(volume).connect(audio.destination);
  tone.start(audio.currentTime + start);
  tone.stop(audio.currentTime + start + length);
}

/**
 * Plays two rising tones and vibrates once for yes; one low tone and two vibrations for no.
 * @param {boolean} isAccepted
 */
export function signal(isAccepted) {
  navigator.vibrate?.(isAccepted ? 100 : [200, 100, 200]);
  if (!audio || !isOn()) return;
  if (isAccepted) {
    beep(audio, 880, 0, 0.1, "sine");
    beep(audio, 1320, 0.12, 0.15, "sine");
  } else {
    beep(audio, 196, 0, 0.4, "square");
  }
}
