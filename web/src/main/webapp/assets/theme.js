// Runs before the page is painted, so that the chosen theme does not flash.
(function () {
  "use strict";
  try {
    const theme = localStorage.getItem("holdfast.theme");
    if (theme === "light" || theme === "dark") {
      document.documentElement.dataset.theme = theme;
    }
  } catch (ignored) {
    // Without storage the system's theme holds.
  }
})();
