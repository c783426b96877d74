// One room: its chat, who is in it, and the way back when its server is gone.
"use strict";

const MOVED = 4001, CLOSED = 4002, STRANGER = 4003;
const PING = 2000, PATIENCE = 5000;

const page = document.getElementById("room");
const { room, epoch, user, server, base } = page.dataset;
const messages = document.getElementById("messages");
const people = document.getElementById("people");
const link = document.getElementById("link");
let ways = page.dataset.ways.split(" ");
let leaving = false;
let heard = performance.now();

const roomAddress = at => at + "/room?name=" + encodeURIComponent(room);

function element(tag, style, text) {
  const made = document.createElement(tag);
  made.className = style;
  made.textContent = text;
  return made;
}

function show(message) {
  const line = element("li", message.author === user ? "mine" : "", "");
  const head = element("p", "by", "");
  const time = new Date(message.sentAt).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  head.append(element("b", "", message.author), element("time", "", time));
  head.title = "written by " + message.server + " in epoch " + message.epoch;
  line.append(head, element("p", "text", message.text));
  messages.append(line);
  messages.scrollTop = messages.scrollHeight;
}

const told = {
  welcome(event) {
    link.textContent = "connected";
    link.className = "server plain good";
    messages.replaceChildren();
    event.history.forEach(show);
  },
  said: event => show(event.message),
  participants: event => people.replaceChildren(...event.names.map(name => element("li", name === user ? "me" : "", name))),
  topic: event => document.getElementById("topic").textContent = event.topic,
  pong() {}
};

const scheme = location.protocol === "https:" ? "wss://" : "ws://";
const socket = new WebSocket(scheme + location.host + base + "/socket");
const say = what => socket.send(JSON.stringify(what));

socket.onopen = () => say({ type: "enter", room });
socket.onmessage = message => {
  heard = performance.now();
  const event = JSON.parse(message.data);
  told[event.type]?.(event);
};
socket.onclose = event => {
  switch (event.code) {
    case MOVED: return go(roomAddress(base));
    case CLOSED:
    case STRANGER: return go(base + "/");
    default: return lost();
  }
};

document.getElementById("say").onsubmit = event => {
  event.preventDefault();
  const text = document.getElementById("text");
  if (text.value.trim() && socket.readyState === WebSocket.OPEN) {
    say({ type: "say", text: text.value });
    text.value = "";
  }
};

// A frozen server keeps its sockets open and says nothing.
setInterval(() => {
  if (socket.readyState === WebSocket.OPEN) {
    say({ type: "ping" });
  }
  if (performance.now() - heard > PATIENCE) {
    lost();
  }
}, PING);

// A browser may keep a page that was left, with its socket; who goes away is no longer here.
addEventListener("pagehide", () => {
  leaving = true;
  socket.close();
});
addEventListener("pageshow", event => event.persisted && location.reload());

function go(address) {
  if (!leaving) {
    leaving = true;
    location.assign(address);
  }
}

// Looks for any server that answers; that one knows where the room lives now.
async function lost() {
  if (leaving) {
    return;
  }
  leaving = true;
  link.textContent = "lost";
  link.className = "server plain bad";
  const notice = document.getElementById("lost");
  notice.textContent = server + " does not answer. Looking for the room on another server… ";
  notice.hidden = false;
  const again = "/again?" + new URLSearchParams({ room, epoch });
  for (;;) {
    for (const way of [location.origin + base, ...ways]) {
      if (await answers(way)) {
        location.assign(way + again);
        return;
      }
    }
    await new Promise(done => setTimeout(done, 1000));
  }
}

async function answers(way) {
  try {
    return (await fetch(way + "/api/alive", { signal: AbortSignal.timeout(1500), cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

// Servers come and go while the page is open.
setInterval(async () => {
  try {
    const answer = await fetch(base + "/api/servers", { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok && !leaving) {
      ways = (await answer.json()).map(known => known.url);
    }
  } catch {
    // The socket tells when it matters.
  }
}, PATIENCE);
