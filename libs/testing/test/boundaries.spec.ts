import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const BOUNDARIES = '@nx/enforce-module-boundaries';
const CORE = 'libs/contacts/model/src/index.ts';
const CONTRACTS = 'libs/contracts/src/index.ts';

/** What stands where, and the rule that must refuse it; undefined where it must be let through. */
const CASES: readonly (readonly [what: string, file: string, text: string, rule: string | undefined])[] = [
  ['the core takes nothing from Node', CORE, `export { readFile } from 'node:fs';`, 'no-restricted-imports'],
  ['nor under its old name', CORE, `import { join } from 'path';\nexport const x = join;`, 'no-restricted-imports'],
  ['nor a package', CORE, `export { Pool } from 'pg';`, BOUNDARIES],
  ['nor messaging', CORE, `export { enqueueEvents } from '@contact-sync/messaging';`, BOUNDARIES],
  ['nor by a path', 'libs/contacts/off4/src/index.ts', `export * from '../../../database/src/index';`, BOUNDARIES],
  ['the core reads no clock', CORE, `export const x = Date.now();`, 'no-restricted-properties'],
  ['nor makes the present time', CORE, `export const x = new Date();`, 'no-restricted-syntax'],
  ['nor throws dice', CORE, `export const x = Math.random();`, 'no-restricted-properties'],
  ['nor waits', CORE, `setTimeout(() => undefined, 1);`, 'no-restricted-globals'],
  ['nor knows buffers', CORE, `export const x = Buffer.alloc(1);`, 'no-restricted-globals'],
  ['nor the process', CORE, `export const x = process.env;`, 'no-restricted-globals'],
  ['a given time is fine', CORE, `export const x = new Date(0);`, undefined],
  [
    'a format may use the model',
    'libs/contacts/off4/src/index.ts',
    `export { decide } from '@contact-sync/contacts-model';`,
    undefined,
  ],
  ['contracts may describe themselves', CONTRACTS, `export { IsString } from 'class-validator';`, undefined],
  ['contracts know no framework', CONTRACTS, `export { Module } from '@nestjs/common';`, BOUNDARIES],
  [
    'the database library knows none of us',
    'libs/database/src/index.ts',
    `export { decide } from '@contact-sync/contacts-model';`,
    BOUNDARIES,
  ],
  [
    'messaging does not know contacts',
    'libs/messaging/src/index.ts',
    `export { ContactRegister } from '@contact-sync/contact-register';`,
    BOUNDARIES,
  ],
  [
    'the simulator shares nothing with us',
    'apps/register-simulator/src/index.ts',
    `export { decide } from '@contact-sync/contacts-model';`,
    BOUNDARIES,
  ],
  [
    'an app does not know another app',
    'apps/cpr-sync/src/index.ts',
    `export * from '@contact-sync/contact-desk';`,
    BOUNDARIES,
  ],
  [
    'nor another register',
    'apps/contact-desk/src/index.ts',
    `export * from '@contact-sync/contacts-off4';`,
    BOUNDARIES,
  ],
  [
    'an app knows its own register',
    'apps/cpr-sync/src/index.ts',
    `export * from '@contact-sync/contacts-off4';`,
    undefined,
  ],
  [
    'nor does a register know the standalone application',
    'apps/cpr-sync/src/index.ts',
    `export * from '@contact-sync/standalone';`,
    BOUNDARIES,
  ],
  [
    'the standalone application knows them all',
    'apps/standalone/src/index.ts',
    `export * from '@contact-sync/contact-desk';`,
    undefined,
  ],
  [
    'what runs in production knows no test tools',
    'libs/service/src/index.ts',
    `export { waitFor } from '@contact-sync/testing';`,
    BOUNDARIES,
  ],
];

describe('the boundaries between projects', () => {
  let found: string[][];

  beforeAll(() => {
    const input = JSON.stringify(CASES.map(([, file, text]) => ({ file, text: `${text}\n` })));
    const lint = spawnSync(process.execPath, [join(__dirname, 'lint-each.mjs')], { input, encoding: 'utf8' });
    if (lint.status !== 0) throw new Error(lint.stderr);
    found = JSON.parse(lint.stdout) as string[][];
  }, 120_000);

  it.each(CASES.map(([what, , , rule], index) => ({ what, rule, index })))('$what', ({ rule, index }) => {
    const rules = (found[index] ?? ['not linted']).filter((each) => !each.startsWith('@typescript-eslint/'));
    expect(rules).toEqual(rule === undefined ? [] : [rule]);
  });
});
