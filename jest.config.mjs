import { availableParallelism } from 'node:os';

/** `npm test`. */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  globalSetup: '<rootDir>/test/jest/global-setup.mjs',
  globalTeardown: '<rootDir>/test/jest/global-teardown.mjs',
  testRunner: '<rootDir>/test/jest/jest-circus-in-node.mjs',
  testEnvironment: '<rootDir>/test/jest/environment.mjs',
  transform: {},
  modulePathIgnorePatterns: ['<rootDir>/cdk.out'],
  testSequencer: '<rootDir>/test/jest/longest-first.mjs',
  // Many tests wait for a cloud, a command or a browser: more workers than cores use that time.
  maxWorkers: availableParallelism() + 2,
  testTimeout: 60_000,
};
