// In the iframe: tells the page around how high this one is, once that page has shown itself and may hold us.
const ancestors = document.documentElement.dataset.ancestors.split(" ");

// A CSP source of a host (CSP 3, 2.3.1) without a path; "*" for any, "'self'" for our own.
function mayHold(origin) {
  return ancestors.some((source) => {
    if (source === "*" || source === origin) return true;
    if (source === "'self'") return origin === location.origin;
    const [, scheme, any, host] = /^(?:([a-z]+):\/\/)?(\*\.)?([^/*]+)$/i.exec(source) ?? [];
    const { protocol, host: asking } = new URL(origin);
    return Boolean(host) && (!scheme || `${scheme}:` === protocol) && (any ? asking.endsWith(`.${host}`) : asking === host);
  });
}

let observer;

addEventListener("message", ({ source, origin, data }) => {
  if (source !== parent || data !== "kuajing:connect" || !mayHold(origin)) return;
  const tell = () => parent.postMessage({ "kuajing:height": Math.ceil(document.documentElement.getBoundingClientRect().height) }, origin);
  observer?.disconnect();
  observer = new ResizeObserver(tell);
  observer.observe(document.documentElement);
});
