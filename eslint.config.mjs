// What a reader may rely on: dependencies between projects go one way (the allow-lists below, by the tags in each
// package.json), the core knows no clock and no machine, promises are awaited, and switches say every case.
import { builtinModules } from 'node:module';
import nx from '@nx/eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const TESTS = [
  '**/*.spec.ts',
  '**/*.int-spec.ts',
  '**/test/**/*.ts',
  'libs/testing/**/*.ts',
  'e2e/**/*.ts',
  'bench/**/*.ts',
];
const CORE = ['libs/contacts/**/src/**/*.ts', 'libs/contracts/src/**/*.ts'];

/** What every application may build on. */
const LIBRARIES = [
  'type:subject-updates',
  'type:file-imports',
  'type:credentials',
  'type:outbound',
  'type:service',
  'type:contact-register',
  'type:messaging',
  'type:contracts',
  'type:database',
  'type:tracing',
  'scope:contacts',
];

/**
 * Which projects, by tag, a project may depend on. A project has to obey the rule of each of its tags; one whose tags
 * stand nowhere here may depend on nothing.
 */
const DEPENDENCIES = [
  { sourceTag: 'type:core', onlyDependOnLibsWithTags: ['type:core'], allowedExternalImports: [] },
  {
    sourceTag: 'type:contracts',
    onlyDependOnLibsWithTags: ['type:core'],
    allowedExternalImports: ['class-validator', 'class-transformer', 'reflect-metadata'],
  },
  { sourceTag: 'type:database', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'type:tracing', onlyDependOnLibsWithTags: [], allowedExternalImports: ['@opentelemetry/api'] },
  {
    sourceTag: 'type:messaging',
    onlyDependOnLibsWithTags: ['type:contracts', 'type:database', 'type:tracing', 'type:core'],
  },
  {
    sourceTag: 'type:contact-register',
    onlyDependOnLibsWithTags: ['type:messaging', 'type:contracts', 'type:database', 'type:tracing', 'type:core'],
  },
  { sourceTag: 'type:service', onlyDependOnLibsWithTags: ['type:database', 'type:tracing', 'type:core'] },
  // Calls to other parties' servers, and what opens their doors.
  { sourceTag: 'type:outbound', onlyDependOnLibsWithTags: [], allowedExternalImports: ['axios'] },
  {
    sourceTag: 'type:credentials',
    onlyDependOnLibsWithTags: ['type:outbound', 'type:messaging'],
    allowedExternalImports: ['amqplib', 'jose'],
  },
  // What services that ask a register for subjects have in common, whichever the register.
  {
    sourceTag: 'type:subject-updates',
    onlyDependOnLibsWithTags: [
      'type:contact-register',
      'type:credentials',
      'type:outbound',
      'type:messaging',
      'type:service',
      'type:database',
      'type:core',
    ],
  },
  // What services that import files one after the other have in common, whichever the register.
  {
    sourceTag: 'type:file-imports',
    onlyDependOnLibsWithTags: ['type:messaging', 'type:service', 'type:database'],
  },
  // A register's client knows its own formats; what an application makes of a failure is not its affair.
  {
    sourceTag: 'type:register',
    onlyDependOnLibsWithTags: [
      'type:core',
      'type:outbound',
      'type:credentials',
      'type:register',
      'type:database',
      'type:service',
      'type:messaging',
    ],
  },
  { sourceTag: 'type:testing', onlyDependOnLibsWithTags: ['type:database'] },
  {
    sourceTag: 'type:contract-checks',
    onlyDependOnLibsWithTags: [],
    allowedExternalImports: ['ajv', 'ajv-formats'],
  },
  { sourceTag: 'type:simulator', onlyDependOnLibsWithTags: [] },
  // Programs of other systems, to be copied: they know our messages and none of our code.
  { sourceTag: 'type:example', onlyDependOnLibsWithTags: [] },
  // An application knows its own register's libraries; only what puts them together knows applications.
  { sourceTag: 'type:app', onlyDependOnLibsWithTags: [...LIBRARIES, 'type:core', 'type:register'] },
  { sourceTag: 'scope:contacts', onlyDependOnLibsWithTags: ['scope:contacts'] },
  { sourceTag: 'scope:cpr', onlyDependOnLibsWithTags: [...LIBRARIES, 'scope:cpr', 'scope:datafordeler'] },
  { sourceTag: 'scope:auth', onlyDependOnLibsWithTags: [...LIBRARIES, 'scope:auth'] },
  {
    sourceTag: 'scope:cvr',
    onlyDependOnLibsWithTags: [...LIBRARIES, 'scope:cvr', 'scope:datafordeler', 'scope:kmd-logic', 'scope:odata'],
  },
  { sourceTag: 'scope:sor', onlyDependOnLibsWithTags: [...LIBRARIES, 'scope:sor'] },
  { sourceTag: 'scope:bfe', onlyDependOnLibsWithTags: [...LIBRARIES, 'scope:bfe', 'scope:datafordeler'] },
  { sourceTag: 'scope:datafordeler', onlyDependOnLibsWithTags: [...LIBRARIES, 'scope:datafordeler'] },
  { sourceTag: 'scope:kmd-logic', onlyDependOnLibsWithTags: [...LIBRARIES, 'scope:kmd-logic'] },
  { sourceTag: 'scope:odata', onlyDependOnLibsWithTags: [...LIBRARIES, 'scope:odata'] },
  { sourceTag: 'scope:desk', onlyDependOnLibsWithTags: [...LIBRARIES, 'scope:desk'] },
  // What runs everything on one machine brings its database up to date as the command line does.
  { sourceTag: 'type:host', onlyDependOnLibsWithTags: [...LIBRARIES, 'type:app', 'type:command-line'] },
  // Journeys through the services as they run; the simulator tells what to expect.
  {
    sourceTag: 'type:e2e',
    onlyDependOnLibsWithTags: [...LIBRARIES, 'type:app', 'type:simulator', 'type:command-line'],
  },
  // The library of a register may own a schema, which the command line brings up to date.
  { sourceTag: 'type:command-line', onlyDependOnLibsWithTags: [...LIBRARIES, 'type:app', 'type:register'] },
];

/** Tests may use any package, the testing library, the checks of contracts and the simulator besides. */
const withTesting = (rules) =>
  rules.map(({ sourceTag, onlyDependOnLibsWithTags }) => ({
    sourceTag,
    onlyDependOnLibsWithTags: [...onlyDependOnLibsWithTags, 'type:testing', 'type:contract-checks', 'type:simulator'],
  }));

const boundaries = (depConstraints, more = {}) => [
  'error',
  {
    enforceBuildableLibDependency: false,
    banTransitiveDependencies: false,
    allowCircularSelfDependency: true,
    // The command line loads the schemas' owners only when it migrates; its tests import them like everything else.
    checkDynamicDependenciesExceptions: ['@contact-sync/**'],
    allow: [],
    depConstraints,
    ...more,
  },
];

const noClock = 'the core takes time, chance and the machine as arguments';

/** The core reads no clock, no chance and no machine; the Nx rule does not see Node's own modules and globals. */
const CORE_RULES = {
  'no-restricted-imports': [
    'error',
    { patterns: [{ regex: `^(node:|(${builtinModules.join('|')})(/|$))`, message: noClock }] },
  ],
  'no-restricted-globals': [
    'error',
    ...[
      'Buffer',
      'process',
      'performance',
      'crypto',
      'fetch',
      'setTimeout',
      'setInterval',
      'setImmediate',
      'queueMicrotask',
      'console',
      'require',
    ].map((name) => ({ name, message: noClock })),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: noClock },
    { object: 'Math', property: 'random', message: noClock },
    ...['Buffer', 'process', 'performance', 'crypto', 'setTimeout', 'Date'].map((property) => ({
      object: 'globalThis',
      property,
      message: noClock,
    })),
  ],
  'no-restricted-syntax': [
    'error',
    { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: noClock },
    { selector: 'CallExpression[callee.name="Date"]', message: noClock },
    { selector: 'ImportExpression', message: noClock },
  ],
};

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', '**/coverage/', '.nx/']),
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      // All sources in one program: a program for each project reads the same declarations thirty times.
      parserOptions: {
        project: ['tsconfig.lint.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          destructuredArrayIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      // What was caught is thrown on as it came.
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
      // A method may be async because its interface is.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx, 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts'] })],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(DEPENDENCIES),
      // Within a project; between projects the allow-lists leave no room for a cycle.
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
    },
  },
  {
    files: TESTS,
    rules: {
      '@nx/enforce-module-boundaries': boundaries(withTesting(DEPENDENCIES), {
        // The tests of the database library use the testing library, which stands on the database library.
        ignoredCircularDependencies: [['@contact-sync/database', '@contact-sync/testing']],
      }),
      // Rows and bodies come as any; what a test expects of them is its check.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
    },
  },
  { files: CORE, ignores: TESTS, rules: CORE_RULES },
  {
    files: ['**/*.js', '**/*.mjs'],
    rules: {
      eqeqeq: 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
);
