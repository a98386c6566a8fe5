/** The settings for every slice. */
export default {
  testRunner: 'jest',
  coverageAnalysis: 'perTest',
  // Stryker rewrites this file with an API that TypeScript 7 lacks. No test needs that, so this names no existing file.
  tsconfigFile: 'no-tsconfig.json',
  // Node strips the types unchecked.
  disableTypeChecks: false,
  ignorePatterns: ['cdk.out', '.tripstream', 'coverage'],
  cleanTempDir: 'always',
  reporters: [],
  logLevel: 'error',
  jest: {
    configFile: 'jest.config.mjs',
    // Otherwise Jest finds nearly every test; a slice names the few that must notice.
    enableFindRelatedTests: false,
  },
};
