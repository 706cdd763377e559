// Lighthouse over many pages in one browser: `node lighthouse.mjs MODULES JOBS`. JOBS is a file of
// {"flags": [...], "categories": [...], "pages": [[address, file for the report], ...]}.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [modules, jobs] = process.argv.slice(2);
const load = async (name) => import(pathToFileURL(`${modules}/${name}`));
const { default: lighthouse } = await load("lighthouse/core/index.js");
const { launch } = await load("chrome-launcher/dist/index.js");
const { flags, categories, pages } = JSON.parse(readFileSync(jobs, "utf8"));
const chrome = await launch({ chromeFlags: flags });
try {
  for (const [address, report] of pages) {
    const options = { port: chrome.port, onlyCategories: categories, disableFullPageScreenshot: true, output: "json", logLevel: "silent" };
    const { lhr } = await lighthouse(address, options);
    writeFileSync(report, JSON.stringify(lhr));
  }
} finally {
  chrome.kill();
}
