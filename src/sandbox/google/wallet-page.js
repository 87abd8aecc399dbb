// Keeps the tickets current without a reload, as they are on a phone.
const main = document.querySelector("[data-follow]");
const status = document.querySelector("[role=status]");
const pause = 1000;

function show(html, version) {
  const open = [...main.querySelectorAll("details[open]")].map(({ id }) => id);
  const focused = document.activeElement?.id;
  main.innerHTML = html;
  main.dataset.version = version;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (focused) document.getElementById(focused)?.focus();
  const count = main.querySelectorAll("article").length;
  status.textContent = `Oppdatert: ${count} ${count === 1 ? "billett" : "billetter"}.`;
}

async function look() {
  const { follow, version } = main.dataset;
  const response = await fetch(`${follow}?version=${version}`);
  if (response.status === 200) show(await response.text(), response.headers.get("x-version"));
}

async function followOn() {
  // Nobody looks: the first look after that catches up.
  if (!document.hidden) await look().catch(() => undefined);
  setTimeout(followOn, pause);
}

if (main) followOn();
