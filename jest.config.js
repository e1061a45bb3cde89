// `unit` needs neither Asterisk nor root; `integration` and `modules` prepare the real Asterisk by themselves.
const shared = {
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': 'ts-jest' },
  // Apps import the library by its name, as its users do.
  moduleNameMapper: {
    '^cdk8s-asterisk$': '<rootDir>/lib/index.ts',
    '^cdk8s-asterisk/testing$': '<rootDir>/lib/testing/index.ts',
  },
  moduleFileExtensions: ['ts', 'js', 'json'],
};

/** @type {import('jest').Config} */
module.exports = {
  // By default one core is left alone, which is half of a small machine.
  maxWorkers: '100%',
  // A busy machine starts an Asterisk in seconds; this only ends what hangs.
  testTimeout: 30_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/test/integration/', '/test/modules/'],
    },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['<rootDir>/test/integration/**/*.test.ts'],
      globalSetup: '<rootDir>/test/integration/support/call-report-setup.ts',
      globalTeardown: '<rootDir>/test/integration/support/call-report-teardown.ts',
    },
    // Takes each module away from each feature: a quarter of an hour, so not with the rest.
    { ...shared, displayName: 'modules', testMatch: ['<rootDir>/test/modules/**/*.test.ts'] },
  ],
};
