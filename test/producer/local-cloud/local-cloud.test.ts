import { expect, test } from '@jest/globals';
import { tripstream } from '../tripstream-under-test.ts';

/** Makes the CDK app take three seconds and produce nothing. */
const SLOW_APP = `--import=data:text/javascript,${encodeURIComponent(`
  if (process.argv[1]?.endsWith('infra/app.ts')) {
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    process.exit();
  }
`)}`;

test('a cloud that ends before the stack is synthesized says why', async () => {
  const args = ['local', '--port', '0', '--faults', '/nowhere.json'];
  const { code, stderr } = await tripstream(args, { environment: { NODE_OPTIONS: SLOW_APP } });
  expect(code).toBe(2);
  expect(stderr).toContain('local cloud: the faults file /nowhere.json: ');
});
