// In the page around: gives each of our iframes the height that it asks for, and listens to no other origin.
const OURS = new URL(import.meta.url).origin;

function isOurs(node) {
  return node.localName === "iframe" && originOf(node.src) === OURS;
}

// What others put into their frames need not be an address at all.
function originOf(address) {
  try {
    return new URL(address).origin;
  } catch {
    return null;
  }
}

function connect(frame) {
  frame.contentWindow.postMessage("kuajing:connect", OURS);
}

addEventListener("message", ({ source, origin, data }) => {
  const height = data?.["kuajing:height"];
  if (origin !== OURS || !Number.isFinite(height)) return;
  const frame = [...document.querySelectorAll("iframe")].find((each) => each.contentWindow === source);
  if (frame && isOurs(frame)) frame.style.height = `${height}px`;
});

// Frames that load from now on, and those that have: until then a frame holds an empty document of this page.
document.addEventListener("load", ({ target }) => isOurs(target) && connect(target), true);
for (const frame of document.querySelectorAll("iframe")) {
  if (isOurs(frame) && frame.contentDocument?.URL !== "about:blank") connect(frame);
}
