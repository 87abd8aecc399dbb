// Draws the ticket anew as one types, offers other colours where they cannot be read, and shows a field's own text only where the field shows it.
const form = document.querySelector("form[data-preview]");
const preview = document.querySelector("#preview");
const pause = 350;
let waiting;
let running;
const sent = new Map();

async function draw() {
  running?.abort();
  const current = (running = new AbortController());
  const body = new FormData(form);
  for (const [role, file] of [...body].filter(([, value]) => value instanceof File)) {
    // A picture goes once; from then on its receipt stands in for it.
    if (file.size === 0 || sent.get(role) === file.name + file.size + file.lastModified) {
      body.set(role, new File([], ""));
    }
  }
  const files = [...body].filter(([, value]) => value instanceof File && value.size > 0);
  try {
    const response = await fetch(form.dataset.preview, {
      method: "POST",
      body,
      headers: { accept: "application/json" },
      signal: current.signal,
    });
    if (!response.ok) return;
    const { html, uploads, refused, contrast } = await response.json();
    for (const [role, file] of files) {
      sent.set(role, file.name + file.size + file.lastModified);
      // Stays until another picture is chosen: this one does not go again.
      form.querySelector(`[data-fault="${role}"]`).textContent = refused[role] ?? "";
    }
    for (const [role, id] of Object.entries(uploads)) form.elements[`upload.${role}`].value = id;
    form.querySelector("#contrast").hidden = contrast === "";
    form.querySelector('[data-fault="contrast"]').textContent = contrast;
    preview.innerHTML = html;
  } catch {
    // Stopped for a newer one, or no connection: the next change tries again.
  }
}

function show() {
  for (const own of form.querySelectorAll("[data-own-text]")) {
    own.hidden = form.elements[own.dataset.ownText].value !== "text";
  }
}

form.addEventListener("input", () => {
  show();
  clearTimeout(waiting);
  waiting = setTimeout(draw, pause);
});
show();
