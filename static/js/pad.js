// What stands on the pad is gone with the page: a browser that keeps the page in memory, or fills fields in again when
// somebody comes back, finds it empty. Without this the field has no name and is in no form, so nothing is sent either way.

function forget() {
  for (const pad of document.querySelectorAll("[data-pad]")) pad.value = "";
}

if (document.querySelector("[data-pad]")) {
  window.addEventListener("pagehide", forget);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) forget();
  });
}
