// Lets Zotero's own translators read files, with the engine of its translation server.
//
//   node read.cjs ENGINE LIST
//
// ENGINE is the folder of the server, LIST a JSON file of {name, file, url}: a page has the
// address that it is read at, a file of citations has none. Prints what was made of each.
"use strict";

const fs = require("node:fs");
const path = require("node:path");

const [engine, list] = process.argv.slice(2);
process.env.NODE_CONFIG_DIR = path.join(engine, "config");
const inEngine = (name) => require(require.resolve(name, { paths: [path.join(engine, "src")] }));
const Zotero = inEngine("./zotero.js");
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
  return { translator: translators[0].label, items };
}

(async () => {
  await Zotero.Translators.init();
  const results = {};
  for (const item of JSON.parse(fs.readFileSync(list, "utf-8"))) {
    results[item.name] = await read(item);
  }
  fs.writeFileSync(`${list}.read`, JSON.stringify(results));
})().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
