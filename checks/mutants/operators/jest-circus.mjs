/** Stryker asks which test runs which code only of a test runner whose path has this file's name in it. */
export { default } from '../../../test/jest/test-runner.mjs';
