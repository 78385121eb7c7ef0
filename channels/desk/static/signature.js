// Drawing a signature with a finger: strokes as points, few enough to travel with their event.
"use strict";

const canvas = document.querySelector("canvas.signature");
const form = canvas.form || canvas.closest("form");
const kept = form.elements.signature;
const pencil = canvas.getContext("2d");
const LONGEST = Number(canvas.dataset.longest);
const NEAREST = 4; // points that are closer than this say nothing more
let strokes = [];
let drawing = null;

for (const part of document.querySelectorAll("[data-drawn]")) part.hidden = false;

const written = (all) => all.map((stroke) => stroke.map((point) => point.join(",")).join(" ")).join(";");
const halved = (stroke) => stroke.filter((_, at) => at % 2 === 0 || at === stroke.length - 1);

function keep() {
  let all = strokes.filter((stroke) => stroke.length > 1);
  while (written(all).length > LONGEST) {
    const thinner = all.map(halved);
    if (written(thinner).length === written(all).length) all = all.slice(0, -1);
    else all = thinner;
  }
  kept.value = written(all);
  if (kept.value) form.querySelector("input[name=signed][value=pantalla]").checked = true;
}

function draw() {
  pencil.clearRect(0, 0, canvas.width, canvas.height);
  pencil.lineWidth = 3;
  pencil.lineCap = pencil.lineJoin = "round";
  for (const stroke of strokes) {
    pencil.beginPath();
    for (const [x, y] of stroke) pencil.lineTo(x, y);
    pencil.stroke();
  }
}

function at(touch) {
  const box = canvas.getBoundingClientRect();
  const inside = (value, most) => Math.max(0, Math.min(most, Math.round(value)));
  return [
    inside(((touch.clientX - box.left) * canvas.width) / box.width, canvas.width),
    inside(((touch.clientY - box.top) * canvas.height) / box.height, canvas.height),
  ];
}

canvas.addEventListener("pointerdown", (touch) => {
  touch.preventDefault();
  canvas.setPointerCapture(touch.pointerId);
  drawing = [at(touch)];
  strokes.push(drawing);
});
canvas.addEventListener("pointermove", (touch) => {
  if (!drawing) return;
  const [x, y] = at(touch);
  const [lastX, lastY] = drawing[drawing.length - 1];
  if (Math.hypot(x - lastX, y - lastY) < NEAREST) return;
  drawing.push([x, y]);
  draw();
});
for (const end of ["pointerup", "pointercancel"]) {
  canvas.addEventListener(end, () => {
    drawing = null;
    keep();
  });
}
form.querySelector("[data-wipe]").addEventListener("click", () => {
  strokes = [];
  kept.value = "";
  draw();
});

// What was drawn before a field was found wrong is still there.
if (kept.value) {
  strokes = kept.value.split(";").map((stroke) => stroke.split(" ").map((point) => point.split(",").map(Number)));
  draw();
}
