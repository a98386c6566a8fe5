import { rmSync } from 'node:fs';

export default () => rmSync(process.env.TRIPSTREAM_TEST_RUN_DIR, { recursive: true });
