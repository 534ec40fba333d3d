// Where there is room beside it, what is folded on a phone stands open. It moves nothing: the other half is in its own column.
if (window.matchMedia("(min-width: 60rem)").matches) {
  for (const folded of document.querySelectorAll("[data-open-wide]")) folded.open = true;
}
