import { keep, recall } from "./door-memory.js";
import { element } from "./element.js";

/** @typedef {"accepted" | "again" | "refused"} Signal */

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

/** @type {Record<Signal, { vibration: number[], tones: [frequency: number, start: number, length: number, type: OscillatorType][] }>} */
const signals = {
  accepted: {
    vibration: [100],
    tones: [
      [880, 0, 0.1, "sine"],
      [1320, 0.12, 0.15, "sine"],
    ],
  },
  again: {
    vibration: [100, 60, 100, 60, 100],
    tones: [
      [660, 0, 0.12, "triangle"],
      [660, 0.2, 0.12, "triangle"],
    ],
  },
  refused: { vibration: [400], tones: [[196, 0, 0.4, "square"]] },
};

/** Vibrates, and plays two rising tones for yes, two even ones for a question, one low one for no. */
export function signal(/** @type {Signal} */ kind) {
  const { vibration, tones } = signals[kind];
  navigator.vibrate?.(vibration);
  if (!audio || !isOn()) return;
  for (const tone of tones) beep(audio, ...tone);
}
