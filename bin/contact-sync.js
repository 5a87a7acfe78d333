#!/usr/bin/env node
'use strict';
// Committed, so that npm can link it on a fresh clone; the code it calls is built by `npm start`, `npm test` or `npm run build`.

function program() {
  try {
    return require('@contact-sync/command-line');
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    console.error(
      'contact-sync: not installed or not built yet. Run "npm start" once in the clone, or "npm ci && npm run build".',
    );
    return process.exit(70);
  }
}

void program().main(process.argv.slice(2));
