// Keeps an allocation's counts current until all its tickets are ready.
const section = document.querySelector("[data-progress]");
const slowest = 5000;

async function update(wait) {
  await new Promise((resolve) => setTimeout(resolve, wait));
  const response = await fetch(section.dataset.progress, {
    headers: { accept: "application/json" },
  });
  if (response.redirected || response.status === 401 || response.status === 404) return;
  if (response.ok) show(await response.json());
  if (Number(section.querySelector('[data-count="pending"]').textContent) > 0) {
    await update(Math.min(wait * 1.5, slowest));
  }
}

function show(progress) {
  const ready = progress.total - progress.pending;
  for (const place of section.querySelectorAll("[data-count]")) {
    place.textContent = progress[place.dataset.count];
  }
  section.querySelector("progress").value = ready;
  const summary = section.querySelector("[data-summary]");
  const text =
    progress.pending === 0
      ? section.dataset.allReady
      : section.dataset.ready.replace("{ready}", ready).replace("{total}", progress.total);
  // Screen readers speak whenever a status is written, the same text included.
  if (summary.textContent !== text) summary.textContent = text;
}

async function follow() {
  try {
    await update(400);
  } catch {
    setTimeout(follow, slowest);
  }
}

if (section && Number(section.querySelector('[data-count="pending"]').textContent) > 0) follow();
