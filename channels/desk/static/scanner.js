// What scanning gains from a script: each code is sent as it comes, from a hand scanner or a camera.
"use strict";

const form = document.getElementById("escaneo");
const field = form.elements.codes;
const lines = document.getElementById("lineas");
const button = document.getElementById("camara");
const viewer = document.getElementById("visor");
const video = document.getElementById("imagen");
const notice = document.getElementById("aviso");
const QUIET_MS = 5000; // a code that stays before the camera is one scan
const LOOK_MS = 200;

const tell = (name) => { notice.textContent = name ? document.getElementById(name).textContent : ""; };
const keep = (code) => { field.value = [field.value.trim(), code].filter(Boolean).join("\n"); };

// One after the other, so that the answers stand in the order of the scans.
let turn = Promise.resolve();
const send = (code) => { turn = turn.then(() => post(code)); };

async function post(code) {
  const body = new FormData(form);
  body.set("codes", code);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Scanned-By-Script": "1" } });
    if (answer.ok) {
      lines.insertAdjacentHTML("afterbegin", await answer.text());
      if (viewer.hidden) tell("");
      return;
    }
    // The sign-in ended, or the page is too old: the plain form knows the way on, with the code.
    keep(code);
    form.submit();
  } catch {
    keep(code);
    tell("sin-red");
  }
}

// A hand scanner is a keyboard that ends each code with Enter.
field.addEventListener("keydown", (pressed) => {
  if (pressed.key !== "Enter" || !field.value.trim()) return;
  pressed.preventDefault();
  const code = field.value.trim();
  field.value = "";
  send(code);
});

const seen = new Map();
const canvas = document.createElement("canvas");
const pencil = canvas.getContext("2d", { willReadFrequently: true });
let stream = null;

const reader = () => new Promise((ready, failed) => {
  if (window.ZXingWASM) return void ready();
  const script = document.createElement("script");
  script.src = form.dataset.reader;
  script.onload = () => {
    ZXingWASM.prepareZXingModule({ overrides: { locateFile: () => form.dataset.wasm } });
    ready();
  };
  script.onerror = failed;
  document.head.append(script);
});

async function look() {
  if (!stream) return;
  if (video.videoWidth) {
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    pencil.drawImage(video, 0, 0);
    const picture = pencil.getImageData(0, 0, canvas.width, canvas.height);
    for (const found of await ZXingWASM.readBarcodes(picture, { formats: ["QRCode"], maxNumberOfSymbols: 4 })) {
      const now = Date.now();
      if (now - (seen.get(found.text) ?? 0) > QUIET_MS) send(found.text);
      seen.set(found.text, now);
    }
  }
  setTimeout(look, LOOK_MS);
}

function close() {
  stream?.getTracks().forEach((track) => track.stop());
  stream = null;
  viewer.hidden = true;
  button.textContent = "Usar la cámara";
  tell("");
}

async function open() {
  button.disabled = true;
  try {
    await reader();
    stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } },
    });
    video.srcObject = stream;
    viewer.hidden = false;
    await video.play();
    button.textContent = "Cerrar la cámara";
    tell("con-camara");
    look();
  } catch {
    close();
    tell("sin-camara");
  } finally {
    button.disabled = false;
  }
}

if (navigator.mediaDevices?.getUserMedia && window.WebAssembly) button.hidden = false;
button.addEventListener("click", () => (stream ? close() : open()));
window.addEventListener("pagehide", close);
