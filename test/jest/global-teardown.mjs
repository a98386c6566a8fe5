import { rmSync } from 'node:fs';

export default async () => {
  // Of a single test file, which runs in this process: the browser would keep it alive.
  await (await globalThis.browserUnderTest)?.close();
  rmSync(process.env.TRIPSTREAM_TEST_RUN_DIR, { recursive: true });
};
