// Copy a text, or hand it to the device's own share sheet, where the browser can. Without this it stands there to be copied.

const textOf = (id) => {
  const place = document.getElementById(id);
  return (place.value ?? place.textContent).trim();
};

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const label = button.textContent;
    button.hidden = false;
    button.closest("[data-give]")?.removeAttribute("hidden");
    button.addEventListener("click", async () => {
      const copied = await navigator.clipboard.writeText(textOf(button.dataset.copy)).then(() => true, () => false);
      button.textContent = copied ? button.dataset.copied : button.dataset.byHand;
      setTimeout(() => { button.textContent = label; }, 4000);
    });
  }
}
for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) button.remove();
  else button.addEventListener("click", () => navigator.share({ url: textOf(button.dataset.share) }).catch(() => {}));
}
