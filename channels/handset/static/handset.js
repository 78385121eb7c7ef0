"use strict";
// The page works without this. Here prompts play one after another, keys come from the keyboard,
// may be pressed ahead of an answer, and are sent by themselves when the time runs out.
(() => {
  const hurry = document.getElementById("hurry");
  if (!hurry) return;
  hurry.closest("[hidden]").hidden = false;
  const keypad = document.getElementById("keypad");
  let ahead = "", busy = false, timer = 0, turn = 0;

  const part = (name) => document.querySelector(`[data-part="${name}"]`);

  function stop() {
    clearTimeout(timer);
    turn += 1;
    document.querySelectorAll("audio").forEach((sound) => sound.pause());
  }

  function show(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const fresh of page.querySelectorAll("[data-part]")) {
      const old = part(fresh.dataset.part);
      if (!old || old.innerHTML === fresh.innerHTML) continue;
      const held = old.contains(document.activeElement);
      old.replaceChildren(...fresh.childNodes);
      if (held) old.querySelector("button, a, input")?.focus();
    }
    const token = page.querySelector("[name=csrf_token]")?.value;
    document.querySelectorAll("[name=csrf_token]").forEach((field) => { field.value = token; });
    for (const name of ["seconds", "pending"]) {
      const told = page.querySelector('[data-part="acts"]')?.dataset[name];
      if (told === undefined) delete part("acts").dataset[name];
      else part("acts").dataset[name] = told;
    }
    part("log").scrollTop = part("log").scrollHeight;
  }

  async function post(form, fields) {
    busy = true;
    stop();
    const body = new URLSearchParams(new FormData(form));
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    try {
      const reply = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
      if (!reply.headers.get("Content-Type")?.startsWith("text/html")) throw new Error(reply.status);
      show(await reply.text());
    } catch {
      location.reload();
      return;
    } finally {
      busy = false;
    }
    if (ahead) pressAhead();
    else play();
  }

  function pressAhead() {
    const keys = ahead;
    ahead = "";
    post(keypad, { keys });
  }

  function press(key) {
    stop();
    ahead += key;
    if (!busy) pressAhead();
  }

  async function play() {
    const mine = (turn += 1);
    let heard = true;
    for (const sound of document.querySelectorAll("audio[data-fresh]")) {
      delete sound.dataset.fresh;
      heard = await new Promise((done) => {
        sound.onended = () => done(true);
        sound.onerror = () => done(false);
        sound.play().catch(() => done(false));
      });
      if (mine !== turn) return;
      if (!heard) break;
    }
    const { seconds, pending } = part("acts").dataset;
    // Who could not hear the question is not hurried to answer it.
    if (seconds && hurry.checked && (heard || Number(pending))) {
      timer = setTimeout(() => {
        const form = document.getElementById("wait");
        if (form && mine === turn && !document.hidden) post(form, {});
      }, 1000 * Number(seconds));
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.querySelector("#phone")) return;
    event.preventDefault();
    const key = event.submitter?.name === "keys" ? event.submitter.value : "";
    if (key) press(key);
    else if (!busy) post(form, {}).then(() => form.reset());
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea");
    if (typing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (/^[0-9*#]$/.test(event.key)) {
      event.preventDefault();
      press(event.key);
    }
  });

  hurry.addEventListener("change", () => clearTimeout(timer));
})();
