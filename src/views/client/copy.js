// Shows the copy buttons where the browser can copy.
for (const place of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const button = place.querySelector("button");
  const label = button.querySelector(".aksel-button__inner") ?? button;
  const text = label.textContent;
  place.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(place.dataset.copy);
    label.setAttribute("role", "status");
    label.textContent = place.dataset.copied;
    setTimeout(() => (label.textContent = text), 2000);
  });
}
