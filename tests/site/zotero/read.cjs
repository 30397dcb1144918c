// Lets Zotero's own translators read files, with the engine of its translation server.
//
//   node read.cjs MODULES SERVER LIST
//
// MODULES is the folder that npm filled.  SERVER is the folder of the server, or empty for the
// package zotero-translators, which holds the server of 2019.  LIST is a JSON file of
// {name, file, url}: a page has the address that it is read at, a file of citations has none.
// Writes LIST.read, what was made of each, with the dates as Zotero understands them.
"use strict";

const fs = require("node:fs");
const path = require("node:path");

const [modules, server, list] = process.argv.slice(2);
process.env.NODE_CONFIG_DIR = path.join(server, "config");
process.env.DEBUG_LEVEL = "0";
const engine = server ? path.join(server, "src") : path.join(modules, "zotero-translators");
const inEngine = (name) => require(require.resolve(name, { paths: [engine] }));
const Zotero = server ? inEngine("./zotero.js") : (inEngine("./index.js"), global.Zotero);
const { JSDOM } = inEngine("jsdom");
const xpath = inEngine("wicked-good-xpath");

// The server asks the network with this; here a translator that does so fails.
Zotero.HTTP = new Proxy({}, {
  get: (_, method) => () => {
    throw new Error(`the network was asked: ${String(method)}`);
  },
});

function ofPage(content, url) {
  const { window } = new JSDOM(content, { url, contentType: "text/html; charset=utf-8" });
  // The jsdom of the package has no order of attributes, which the xpath of npm asks for.
  window.Attr.prototype.compareDocumentPosition ??= function (other) {
    return this.ownerElement.compareDocumentPosition(other.ownerElement);
  };
  xpath.install(window, true);
  const translate = new Zotero.Translate.Web();
  translate.setDocument(window.document);
  return translate;
}

function ofFile(content) {
  const translate = new Zotero.Translate.Import();
  translate.setString(content);
  return translate;
}

async function read({ file, url }) {
  const content = fs.readFileSync(file, "utf-8");
  const translate = url ? ofPage(content, url) : ofFile(content);
  const translators = await translate.getTranslators();
  if (!translators.length) throw new Error(`no translator reads ${file}`);
  translate.setTranslator(translators[0]);
  const items = await translate.translate({ libraryID: false });
  for (const item of items) item.date = Zotero.Date.strToISO(item.date);
  return { translator: translators[0].label, items };
}

(async () => {
  if (server) await Zotero.Translators.init(); // the package does it by itself
  const results = {};
  for (const item of JSON.parse(fs.readFileSync(list, "utf-8"))) {
    results[item.name] = await read(item);
  }
  fs.writeFileSync(`${list}.read`, JSON.stringify(results));
})().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
