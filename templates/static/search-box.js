/* The search box of every page: shown only where scripts run; "/" goes to it. */
(function () {
  "use strict";
  for (const box of document.querySelectorAll("search[hidden]")) box.hidden = false;
  document.addEventListener("keydown", function (event) {
    const writing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || writing) return;
    const box = document.querySelector("[data-search-box]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
