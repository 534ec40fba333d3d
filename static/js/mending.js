// When something is to be mended, reading starts at the list of what.
document.querySelector("[data-mending]")?.focus();
