// What a clerk's hands gain from a script; every page does its work without it.
"use strict";

// The list under one's hands: j and k walk its rows, Enter follows the link.
document.addEventListener("keydown", (pressed) => {
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey || pressed.target.closest("input, select, textarea")) return;
  const rows = [...document.querySelectorAll("[data-rows] a")];
  const step = { j: 1, k: -1 }[pressed.key];
  if (!step || !rows.length) return;
  const here = rows.indexOf(document.activeElement);
  rows[Math.max(0, Math.min(rows.length - 1, here + step))].focus();
  pressed.preventDefault();
});

// What was typed is not lost by leaving the page without a word.
let typed = false;
document.addEventListener("input", (event) => { typed ||= Boolean(event.target.closest("form[data-keep]")); });
document.addEventListener("submit", (event) => {
  typed = false;
  const sent = event.target;
  if (sent.dataset.sent) event.preventDefault();
  sent.dataset.sent = "1";
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
window.addEventListener("beforeunload", (leaving) => { if (typed) leaving.preventDefault(); });

document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });
document.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; });
document.getElementById("problemas")?.focus();
