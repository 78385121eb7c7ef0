// PouchDB at both ends of a line, told line by line on standard input what to do.
// `node peer.js hub FOLDER` serves a database, `node peer.js unit FOLDER URL` replicates with it;
// each order is answered by one line of JSON. Packages are looked for in PEER_MODULES.
'use strict';

const fs = require('fs');
const path = require('path');
const readline = require('readline');
const {createRequire} = require('module');

const load = createRequire(path.join(process.env.PEER_MODULES, 'package.json'));
const PouchDB = load('pouchdb');
const [role, folder, url] = process.argv.slice(2);
const NAME = 'cases';
let requests = 0;

async function edit(db, from, count) {
  const found = await db.allDocs({include_docs: true, limit: from + count});
  const docs = found.rows.slice(from).map(({doc}) => ({
    ...doc, state: 'OBSERVADO', observed_on: '2026-11-23', reasons: ['falta_firma'],
  }));
  const done = await db.bulkDocs(docs);
  return {docs: done.filter(({ok}) => ok).length};
}

async function fill(db, file) {
  const docs = fs.readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  await db.bulkDocs(docs);
  return {docs: (await db.info()).doc_count};
}

async function replicated(going) {
  const {docs_written: docs, errors} = await going;
  return {docs, errors: errors.length};
}

function atHub() {
  const express = load('express');
  const Kept = PouchDB.defaults({prefix: folder + path.sep});
  const app = express();
  app.use((request, response, next) => { requests += 1; next(); });
  app.use(load('express-pouchdb')(Kept, {
    mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: path.join(folder, 'log.txt'),
  }));
  const db = new Kept(NAME);
  const server = app.listen(0, '127.0.0.1', () => say({port: server.address().port}));
  return {
    fill: (file) => fill(db, file),
    edit: (from, count) => edit(db, Number(from), Number(count)),
    requests: async () => ({requests}),
  };
}

function atUnit() {
  const db = new PouchDB(path.join(folder, 'unit'));
  const hub = new PouchDB(`${url}/${NAME}`, {skip_setup: true});
  say({ready: true});
  return {
    pull: () => replicated(db.replicate.from(hub)),
    push: () => replicated(db.replicate.to(hub)),
    edit: (from, count) => edit(db, Number(from), Number(count)),
    held: async () => ({docs: (await db.info()).doc_count}),
  };
}

// A line that breaks leaves promises of PouchDB's own behind; a browser goes on as well.
process.on('unhandledRejection', () => {});

function say(what) {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

async function main() {
  const orders = role === 'hub' ? atHub() : atUnit();
  for await (const line of readline.createInterface({input: process.stdin})) {
    const [order, ...rest] = line.trim().split(' ');
    try {
      say(await orders[order](...rest));
    } catch (fault) {
      say({fault: String(fault.message || fault)});
    }
  }
  process.exit(0);
}

main();
