// Keeps the tickets current without a reload, as they are on a phone.
const pause = 1000;

/**
 * @param {HTMLElement} main
 * @param {string} html
 */
function show(main, html) {
  const open = [...main.querySelectorAll("details[open]")].map(({ id }) => id);
  const focused = document.activeElement?.id;
  main.innerHTML = html;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (focused) document.getElementById(focused)?.focus();
  const count = main.querySelectorAll("article").length;
  const status = document.querySelector("[role=status]");
  if (status) status.textContent = `Oppdatert: ${count} ${count === 1 ? "billett" : "billetter"}.`;
}

/** @param {HTMLElement} main */
async function look(main) {
  const { follow, version } = main.dataset;
  const response = await fetch(`${follow}?version=${version}`);
  if (response.status !== 200) return;
  show(main, await response.text());
  main.dataset.version = response.headers.get("x-version") ?? "";
}

/** @param {HTMLElement} main */
async function followOn(main) {
  // A hidden page is updated when it is shown again.
  if (!document.hidden) await look(main).catch(() => undefined);
  setTimeout(() => followOn(main), pause);
}

/** @type {HTMLElement | null} */
const followed = document.querySelector("[data-follow]");
if (followed) followOn(followed);
