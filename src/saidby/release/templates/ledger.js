"use strict";
const box = document.getElementById("find");
const disputed = document.getElementById("disputed");
const shown = document.getElementById("shown");
const sections = [...document.querySelectorAll("section.incident")];
const text = new Map(sections.map((section) => [section, section.textContent.toLowerCase()]));
function filter() {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const section of sections) {
    const fits = words.every((word) => text.get(section).includes(word)) && (!disputed.checked || section.dataset.disputed === "yes");
    section.hidden = !fits;
    count += fits ? 1 : 0;
    const dot = document.getElementById("dot-" + section.id);
    if (dot) dot.classList.toggle("dim", !fits);
  }
  shown.textContent = count === sections.length ? "" : count + " of " + sections.length + " incidents";
  const state = new URLSearchParams();
  if (box.value) state.set("find", box.value);
  if (disputed.checked) state.set("disputed", "yes");
  history.replaceState(null, "", state.toString() ? "?" + state + location.hash : location.pathname + location.hash);
}
const state = new URLSearchParams(location.search);
box.value = state.get("find") || "";
disputed.checked = state.get("disputed") === "yes";
box.addEventListener("input", filter);
disputed.addEventListener("change", filter);
document.querySelector(".tools").hidden = false;
filter();
