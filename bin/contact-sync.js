#!/usr/bin/env node
'use strict';
// Committed, so that npm can link it on a fresh clone; the code it calls is built by `npm start`, `npm test` or `npm run build`.
require('@contact-sync/command-line').main(process.argv.slice(2));
