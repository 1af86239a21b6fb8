// /embed/: shows each choice at once, and copies.
const choice = document.getElementById("choice");
const widget = document.querySelector("kuajing-faq");
const copied = document.getElementById("copied");
const ATTRIBUTES = { about: "about", lang: "locale", theme: "theme", search: "search" };

// The address that the form would lead to, without what it leaves open.
function chosen() {
  const given = [...new FormData(choice)].filter(([, value]) => value);
  return new URL(`?${new URLSearchParams(given)}`, location.href);
}

async function show() {
  const url = chosen();
  history.replaceState(null, "", url);
  for (const link of document.querySelectorAll("nav a")) {
    const other = new URL(url);
    other.searchParams.set("locale", link.hreflang);
    link.href = other;
  }
  for (const [name, attribute] of Object.entries(ATTRIBUTES)) {
    const value = url.searchParams.get(name);
    if (value === null) widget.removeAttribute(attribute);
    else widget.setAttribute(attribute, attribute === "search" ? "" : value);
  }
  url.searchParams.set("format", "json");
  const answer = await fetch(url);
  if (!answer.ok) return choice.submit();
  const snippets = await answer.json();
  for (const id of ["element", "frame", "html"]) document.getElementById(id).value = snippets[id];
  const fetched = document.getElementById("fetched");
  fetched.href = fetched.textContent = snippets.fetched;
}

choice.addEventListener("change", show);
choice.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
});

for (const button of document.querySelectorAll("[data-copies]")) {
  button.addEventListener("click", async () => {
    const snippet = document.getElementById(button.dataset.copies);
    snippet.select();
    await navigator.clipboard?.writeText(snippet.value);
    copied.textContent = copied.dataset.copied;
    setTimeout(() => (copied.textContent = ""), 4000);
  });
}
