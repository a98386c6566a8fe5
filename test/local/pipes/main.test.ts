import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const MAIN = fileURLToPath(new URL('../../../local/pipes/main.ts', import.meta.url));

const run = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    const { AWS_ENDPOINT_URL: _, ...env } = process.env;
    const child = execFile(process.execPath, [MAIN, ...args], { env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });

// `npm run test:deploy` runs it against a deployed stack.
test('the pipe runner says how it is used', async () => {
  expect(await run('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('--endpoint URL') });
});

test.each([
  ['an option that it does not have', 2, ['--stac', 'Tripstream'], /'--stac'/],
  ['no endpoint', 1, [], /--endpoint is ""/],
  ['an endpoint that is not a URL', 1, ['--endpoint', 'here'], /--endpoint is "here"/],
  [
    'an endpoint where nothing answers',
    1,
    ['--endpoint', 'http://127.0.0.1:1'],
    /ECONNREFUSED 127\.0\.0\.1:1/,
  ],
])('refuses %s in one line', async (_, code, args, line) => {
  const result = await run(...args);
  expect(result).toEqual({ code, stdout: '', stderr: expect.stringMatching(line) });
  expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
});
