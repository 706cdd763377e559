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
