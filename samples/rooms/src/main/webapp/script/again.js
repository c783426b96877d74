// Waits until the room's old grant has ended, then enters it anew through this server.
"use strict";

const base = document.getElementById("again").dataset.base;
const asked = new URLSearchParams(location.search);
const room = asked.get("room") ?? "";
const address = base + "/room?name=" + encodeURIComponent(room);
const start = performance.now();

document.getElementById("name").textContent = room;
document.getElementById("try").href = address;

async function json(url) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2000), cache: "no-store" });
  if (!answer.ok) {
    throw new Error("status " + answer.status);
  }
  return answer.json();
}

// Somewhere else by now, nowhere yet, or its server is back: all are reasons to enter it.
async function canBeEntered() {
  const found = await json(base + "/api/room?" + new URLSearchParams({ name: room }));
  if (!found.found || found.epoch > Number(asked.get("epoch"))) {
    return true;
  }
  return json(found.url + "/api/alive").then(() => true, () => false);
}

async function look() {
  document.getElementById("seconds").textContent = Math.round((performance.now() - start) / 1000);
  try {
    if (await canBeEntered()) {
      location.replace(address);
      return;
    }
  } catch {
    document.getElementById("what").textContent = "This server does not answer either. Trying again…";
  }
  setTimeout(look, 500);
}

look();
