// Keeps the parts of a page that carry data-live as their address says, without loading the page again.
"use strict";

const PAUSE = 2000;

async function refresh(part) {
  try {
    const answer = await fetch(part.dataset.live, { signal: AbortSignal.timeout(PAUSE * 2) });
    if (answer.ok) {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body;
      // Untouched where nothing changed, so that what has the focus keeps it
      if (fresh.innerHTML.trim() !== part.innerHTML.trim()) {
        part.replaceChildren(...fresh.childNodes);
      }
    }
    part.classList.toggle("stale", !answer.ok);
  } catch {
    part.classList.add("stale");
  }
  setTimeout(refresh, PAUSE, part);
}

document.querySelectorAll("[data-live]").forEach(part => setTimeout(refresh, PAUSE, part));
