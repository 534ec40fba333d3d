// Presses "Go on" by itself, while something long is being gathered.
const form = document.querySelector("form[data-go-on]");
if (form) setTimeout(() => form.requestSubmit(), 600);
