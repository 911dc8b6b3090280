// What the console does in the browser; every page works without it but for its comforts.
(function () {
  "use strict";

  const byId = (id) => document.getElementById(id);

  // ---- Times: in the reader's zone, with UTC on hover ----
  const short = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
  const minute = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
  const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
  const hour = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
  const precise = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });

  const clock = new Set(["hour", "minute", "second", "fractionalSecond", "dayPeriod", "timeZoneName"]);

  // A line may end between a date and its time, and nowhere else in them.
  function lines(format, at) {
    const parts = [];
    let last;
    for (const { type, value } of format.formatToParts(at)) {
      const kind = type === "literal" ? last : clock.has(type);
      if (kind !== last || !parts.length) {
        parts.push("");
      }
      parts[parts.length - 1] += value;
      last = kind;
    }
    return parts.flatMap((text) => {
      const line = document.createElement("span");
      line.textContent = text.trimEnd();
      return line.textContent === text ? [line] : [line, " "];
    });
  }

  function localizeTimes(root) {
    root.querySelectorAll("time[data-local]").forEach((time) => {
      const at = new Date(time.dateTime);
      if (!isNaN(at)) {
        time.title = time.dateTime.replace("T", " ").replace(/(\.\d{3})?\d*Z$/, "$1 UTC");
        time.replaceChildren(...lines({ precise, minute, day, hour }[time.dataset.local] || short, at));
        time.removeAttribute("data-local");
      }
    });
  }

  // A date and time field has no zone: what it is to show is given beside, in UTC.
  function fillInstants(root) {
    root.querySelectorAll("input[data-instant]").forEach((input) => {
      const at = new Date(input.dataset.instant);
      if (!input.value && !isNaN(at)) {
        const local = new Date(at.getTime() - at.getTimezoneOffset() * 60000);
        input.value = local.toISOString().slice(0, 19);
      }
      input.removeAttribute("data-instant");
    });
  }

  function fillZones(root) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    root.querySelectorAll("[data-zone]").forEach((input) => (input.value = zone));
  }

  // ---- Filters: only what is asked for stands in the address ----
  function trim(form) {
    form.querySelectorAll("input, select").forEach((field) => {
      const needless = field.dataset.zone && !valueOf("filter:" + field.dataset.zone);
      field.disabled = field.name !== "" && (needless || field.value === "");
    });
  }

  // ---- Parts that depend on another field ----
  function valueOf(id) {
    const field = byId(id);
    return field && field.type === "checkbox" ? String(field.checked) : field ? field.value : "";
  }

  function applyConditions(root) {
    root.querySelectorAll("[data-when-field]").forEach((part) => {
      if (part.dataset.whenField) {
        part.hidden = !part.dataset.whenValue.split(" ").includes(valueOf(part.dataset.whenField));
      }
    });
    root.querySelectorAll("[data-enabled-by]").forEach((part) => {
      const enabled = valueOf(part.dataset.enabledBy) === "true";
      part.querySelectorAll("input").forEach((input) => (input.disabled = !enabled));
    });
  }

  // ---- Secrets ----
  function toggleReveal(button) {
    const input = byId(button.dataset.reveal);
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    button.textContent = shown ? "Show" : "Hide";
    button.setAttribute("aria-pressed", String(!shown));
  }

  async function copy(button) {
    const text = button.dataset.copy || byId(button.dataset.copyFrom).textContent;
    await navigator.clipboard.writeText(text);
    button.classList.add("copied");
    const label = button.dataset.copyFrom ? button.textContent : null;
    if (label) {
      button.textContent = "Copied";
    }
    setTimeout(() => {
      button.classList.remove("copied");
      if (label) {
        button.textContent = "Copy";
      }
    }, 1500);
  }

  function hide(shown) {
    // A dialog that is closed keeps its content in the page: take it out.
    const dialog = shown.dataset.hideDialog;
    shown.remove();
    if (window.PF && PF(dialog)) {
      PF(dialog).hide();
    }
  }

  setInterval(() => {
    document.querySelectorAll("[data-hide-after]").forEach((shown) => {
      const dialog = shown.closest(".ui-dialog");
      const left = Number(shown.dataset.hideAfter) - 1;
      shown.dataset.hideAfter = String(left);
      const countdown = shown.querySelector("[data-countdown]");
      if (countdown) {
        countdown.textContent = String(left);
      }
      const closed = dialog && dialog.getAttribute("aria-hidden") === "true";
      if (left <= 0 || (closed && shown.dataset.seen)) {
        hide(shown);
      }
      shown.dataset.seen = "true";
    });
  }, 1000);

  // ---- Errors: the first one gets the focus ----
  function focusFirstProblem(root) {
    const bad = root.querySelector(".field-bad input, .field-bad select, .field-bad textarea");
    if (bad) {
      const folded = bad.closest("details");
      if (folded) {
        folded.open = true;
      }
      bad.focus();
    }
  }

  // ---- A question that came up after sending: it gets the focus, once ----
  let asked = null;

  function focusQuestion() {
    const question = document.querySelector("[data-asks]");
    const asks = question ? question.dataset.asks : null;
    if (question && asks !== asked) {
      question.focus();
    }
    asked = asks;
  }

  // A button is disabled, or replaced, while it acts, and the browser drops the focus: give it back.
  let pressed = null;

  function returnFocus() {
    const button = pressed ? byId(pressed) : null;
    if (document.activeElement === document.body && button && button.checkVisibility()) {
      button.disabled = false;
      button.focus();
    }
  }

  // ---- Said aloud when it changes; what is replaced every few seconds cannot be a live region ----
  let said = null;

  function announce() {
    const live = byId("live");
    if (!live) {
      return;
    }
    const words = ["vaultChip", "statusWord", "cause", "progressWords", "reportWord", "pageMessages"]
      .map((id) => (byId(id) ? byId(id).textContent.replace(/\s+/g, " ").trim() : ""))
      .filter((text) => text)
      .join(". ");
    if (said !== null && said !== words) {
      live.textContent = words;
    }
    said = words;
  }

  function refresh(root) {
    announce();
    localizeTimes(root);
    applyConditions(root);
    fillInstants(root);
    fillZones(root);
  }

  // ---- Theme ----
  function bindTheme() {
    const select = byId("theme");
    if (!select) {
      return;
    }
    select.value = document.documentElement.dataset.theme || "";
    select.addEventListener("change", () => {
      if (select.value) {
        document.documentElement.dataset.theme = select.value;
        localStorage.setItem("holdfast.theme", select.value);
      } else {
        delete document.documentElement.dataset.theme;
        localStorage.removeItem("holdfast.theme");
      }
    });
  }

  function closeMenus(except) {
    const menu = byId("userMenu");
    if (menu && menu.open && !menu.contains(except)) {
      menu.open = false;
    }
  }

  function toggleNavigation(button) {
    const open = document.body.classList.toggle("nav-open");
    button.setAttribute("aria-expanded", String(open));
  }

  document.addEventListener("click", (event) => {
    closeMenus(event.target);
    const button = event.target.closest("button");
    if (!button) {
      return;
    }
    pressed = button.id;
    if (button.dataset.reveal) {
      toggleReveal(button);
    } else if (button.dataset.copy || button.dataset.copyFrom) {
      copy(button);
    } else if (button.classList.contains("nav-toggle")) {
      toggleNavigation(button);
    }
  });
  document.addEventListener("change", () => applyConditions(document));
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.get) {
      trim(event.target);
    }
  });
  // Back from the next page, the browser may show this one as it was left.
  window.addEventListener("pageshow", () =>
    document.querySelectorAll("form[data-get] :disabled").forEach((field) => (field.disabled = false)),
  );
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      closeMenus(null);
    }
  });

  // Deferred: the page is parsed when this runs.
  refresh(document);
  bindTheme();
  const name = byId("login:name");
  if (name) {
    (name.value ? byId("login:password") : name).focus();
  }
  focusFirstProblem(document);

  if (window.jQuery) {
    const progress = byId("progress");
    jQuery(document)
      .on("pfAjaxSend", () => progress && (progress.hidden = false))
      .on("pfAjaxComplete", () => {
        if (progress) {
          progress.hidden = true;
        }
        focusFirstProblem(document);
        focusQuestion();
        returnFocus();
      });
  }
  new MutationObserver((changes) => {
    if (changes.some((change) => change.addedNodes.length > 0)) {
      refresh(document);
    }
  }).observe(document.body, { childList: true, subtree: true });
})();
