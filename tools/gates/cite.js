// Citations of items in CSL-JSON by the reference processor: node cite.js LOCALE STYLE... < items > texts.
// LOCALE and STYLE are files of the Citation Style Language; the answer is {style's file: [text of each item]}.
"use strict";
const fs = require("fs");
const CSL = require("citeproc");

const [locale, ...styles] = process.argv.slice(2);
const items = JSON.parse(fs.readFileSync(0, "utf8"));
const byId = new Map(items.map((item) => [item.id, item]));
const system = {
  retrieveLocale: () => fs.readFileSync(locale, "utf8"),
  retrieveItem: (id) => byId.get(id),
};
const found = {};
for (const style of styles) {
  const engine = new CSL.Engine(system, fs.readFileSync(style, "utf8"), "en-US");
  engine.setOutputFormat("text");
  found[style] = items.map((item) => {
    engine.updateItems([item.id]);
    return engine.makeBibliography()[1].join("").trim();
  });
}
process.stdout.write(JSON.stringify(found));
