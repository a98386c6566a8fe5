import { rmSync } from 'node:fs';

export default async () => {
  // A single test file runs in this process: its browser would keep the process alive.
  await (await globalThis.browserUnderTest)?.close();
  rmSync(process.env.TRIPSTREAM_TEST_RUN_DIR, { recursive: true });
};
