const { availableParallelism } = require('node:os');

// Unit tests stand beside the code they test; integration tests stand in each project's test folder.
const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];

// It loads Node's own http with import(), which jest's sandbox has not.
const SENDS_TRACES = '@opentelemetry/otlp-exporter-base/';

const project = (displayName, testMatch, more = {}) => ({
  displayName,
  testMatch,
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': swc, [`${SENDS_TRACES}.+\\.js$`]: swc },
  transformIgnorePatterns: [`/node_modules/(?!${SENDS_TRACES})`],
  moduleNameMapper: {
    '^@contact-sync/contacts-([a-z0-9-]+)$': '<rootDir>/libs/contacts/$1/src',
    '^@contact-sync/(contact-register|contract-checks|contracts|credentials|database|file-imports|messaging|outbound|service|subject-updates|testing|tracing)$':
      '<rootDir>/libs/$1/src',
    '^@contact-sync/registers-([a-z0-9-]+)$': '<rootDir>/libs/registers/$1/src',
    '^@contact-sync/(auth-profile|bfe-lookup|command-line|contact-desk|cpr-sync|cvr-subscription|cvr-update|register-simulator|sor-import|standalone)$':
      '<rootDir>/apps/$1/src',
  },
  modulePathIgnorePatterns: ['/dist/'],
  ...more,
});

module.exports = {
  projects: [
    project('unit', ['<rootDir>/{apps,libs,scripts}/**/*.spec.ts'], { testPathIgnorePatterns: ['int-spec.ts$'] }),
    project('integration', ['<rootDir>/{apps,libs,e2e}/**/*.int-spec.ts'], {
      globalSetup: '<rootDir>/libs/testing/jest-infrastructure.js',
      globalTeardown: '<rootDir>/libs/testing/jest-teardown.js',
    }),
  ],
  testTimeout: 60000,
  // Most of a test's time is waiting for a database or a broker, which are shared: two keep two cores busy, more than four
  // would be in each other's way there.
  maxWorkers: Math.min(4, Math.max(2, availableParallelism() - 1)),
};
