/** What holds for every slice. */
export default {
  testRunner: 'jest',
  coverageAnalysis: 'perTest',
  // Stryker rewrites this file with an API that TypeScript 7 does not have. No test needs it rewritten, so it names none.
  tsconfigFile: 'no-tsconfig.json',
  // Node strips the types unchecked.
  disableTypeChecks: false,
  ignorePatterns: ['cdk.out', '.tripstream', 'coverage'],
  cleanTempDir: 'always',
  reporters: [],
  logLevel: 'error',
  jest: {
    configFile: 'jest.config.mjs',
    // It finds nearly every test; a slice names the few that must notice.
    enableFindRelatedTests: false,
  },
};
