// An ISBN in any form behind /isbn/ leads to the page of its thirteen digits; a number that has none stays here.
const [, before, text] = location.pathname.match(/^(.*\/isbn)\/([^/]+)\/?$/) || [];
if (text) {
  const plain = text.replace(/%20|%C2%AD|%E2%80%9[0-5]|%E2%88%92|-/gi, "").replace(/^ISBN(?:-?1[03])?:?/i, "").toUpperCase();
  let n = plain.length === 9 ? "0" + plain : plain;
  const sum = (weight) => [...n].reduce((total, c, i) => total + weight(i) * (c === "X" ? 10 : c), 0);
  if (/^\d{9}[\dX]$/.test(n) && sum((i) => 10 - i) % 11 === 0) {
    n = "978" + n.slice(0, 9);
    n += (10 - (sum((i) => (i % 2 ? 3 : 1)) % 10)) % 10;
  }
  if (/^97[89]\d{10}$/.test(n) && n !== text) location.replace(`${before}/${n}/`);
}

// Books whose address is like the one that was asked for: by how many pairs of letters both have (Dice's coefficient).
const meant = document.getElementById("meant");
const root = new URL(meant.dataset.root, location);
const pairs = (slug) => new Set([...slug].slice(1).map((c, i) => slug[i] + c));
const asked = decodeURIComponent(location.pathname.replace(/%(?![\da-f]{2})/gi, "").replace(/\/(index\.\w+)?$/, ""))
  .normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\.\w{2,4}$/, "").split("/").at(-1).replace(/[^a-z0-9]+/g, "-");
const suggest = ({ books }) => {
  const wanted = pairs(asked);
  const near = books.map(([href, title]) => {
    const slug = href.split("/").at(-2), has = pairs(slug.slice(0, asked.length + 8));
    const both = [...wanted].filter((pair) => has.has(pair)).length;
    return { href, title, like: slug.startsWith(asked) ? 2 : (2 * both) / (wanted.size + has.size) };
  });
  for (const { href, title } of near.filter((one) => one.like > 0.55).sort((a, b) => b.like - a.like).slice(0, 5)) {
    const link = document.createElement("a");
    link.href = new URL(href, root);
    link.textContent = title;
    link.dir = "auto";
    meant.querySelector("ul").appendChild(document.createElement("li")).append(link);
    meant.hidden = false;
  }
};
if (!text && asked.length > 3 && root.origin === location.origin && location.protocol !== "file:") {
  fetch(new URL("search/books.json", root)).then((answer) => answer.json()).then(suggest, () => {});
}
