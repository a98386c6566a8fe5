import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default ({ rootDir }) => {
  // For what the test files of one run share: the synthesized stack.
  process.env.TRIPSTREAM_TEST_RUN_DIR = mkdtempSync(join(tmpdir(), 'tripstream-tests-'));
  // The tests start some 200 Node processes, which compile the same packages.
  process.env.NODE_COMPILE_CACHE ??= join(rootDir, 'node_modules', '.cache', 'node-compile-cache');
};
