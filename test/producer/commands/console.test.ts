import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { tripstreamHere } from '../tripstream-under-test.ts';

const TRIPSTREAM = fileURLToPath(new URL('../../../producer/tripstream.ts', import.meta.url));
// Nothing listens there: the console says so on its page.
const NOBODY = ['--endpoint', 'http://127.0.0.1:9'];

const startCommand = async () => {
  const child = spawn(process.execPath, [TRIPSTREAM, 'console', '--port', '0', '--no-open', ...NOBODY], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    stdout += text;
    if (stdout.includes('Press Ctrl-C to stop.')) break;
  }
  return { child, ended, stdout, stderr: () => stderr };
};

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'it prints an address that works, and %s stops it with its server',
  async (signal) => {
    const { child, ended, stdout, stderr } = await startCommand();
    const [address = ''] = /http:\S+\?token=\S+/.exec(stdout) ?? [];
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(303);
    child.kill(signal);
    await ended;
    expect(stderr()).toContain('The console has stopped.\n');
    await expect(fetch(address)).rejects.toThrow('fetch failed');
  },
);

test('a port that is taken is refused on one line', async () => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = String(address !== null && typeof address === 'object' ? address.port : '');
  const { code, stdout, stderr } = await tripstreamHere(['console', '--port', port, '--no-open', ...NOBODY]);
  server.close();
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(
    `tripstream: the port ${port} is taken: give another with --port, or leave it out\n`,
  );
});
