// Writes docs/messages.md from the built contracts: node libs/contracts/write-messages.mjs
import { writeFileSync } from 'node:fs';
import contracts from './dist/index.js';

writeFileSync(new URL('../../docs/messages.md', import.meta.url), contracts.messagesDocument());
