import { texts } from "./door-texts.js";

const section = document.querySelector("#latest");
const list = section.querySelector("ol");
const many = 5;

/** Adds an answer to the latest five. They are nowhere but on the screen. */
export function note(answer) {
  const { accepted, admitted, offerTitle, reason } = answer;
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const parts = [
    new Date().toLocaleTimeString(document.documentElement.lang, time),
    `${accepted ? "✓" : "✕"} ${accepted ? texts.accepted : texts.refused}`,
    accepted ? `${offerTitle}, ${admitted}` : texts.refusals[reason].heading,
  ];
  const item = document.createElement("li");
  item.className = accepted ? "yes" : "no";
  item.append(
    ...parts.map((text) => Object.assign(document.createElement("span"), { textContent: text })),
  );
  list.prepend(item);
  list.children[many]?.remove();
  section.hidden = false;
}
