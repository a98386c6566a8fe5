import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for what the test files of one run share: the synthesized stack and the console's page. */
export default () => {
  process.env.TRIPSTREAM_TEST_RUN_DIR = mkdtempSync(join(tmpdir(), 'tripstream-tests-'));
};
