import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for what the test files of one run share: the synthesized stack and the console's page. */
export default () => {
  // A worker would spend its last second compiling each module once for each test file, and Jest would kill it. The
  // processes that tests start do gain by the cache.
  process.env.TRIPSTREAM_TEST_COMPILE_CACHE = process.env.NODE_COMPILE_CACHE;
  delete process.env.NODE_COMPILE_CACHE;
  process.env.TRIPSTREAM_TEST_RUN_DIR = mkdtempSync(join(tmpdir(), 'tripstream-tests-'));
};
