import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { synthesizedAlready } from '../../flow/assembly-under-test.ts';
import { tripstreamHere } from '../tripstream-under-test.ts';

const TRIPSTREAM = fileURLToPath(new URL('../../../producer/tripstream.ts', import.meta.url));
const START_TIMEOUT_MS = 90_000;

let cloud: ChildProcess;
let endpoint = '';

const untilUrl = async (process: ChildProcess): Promise<string> => {
  let output = '';
  return new Promise((resolve, reject) => {
    process.once('exit', (code) => reject(new Error(`tripstream local ended with ${code}: ${output}`)));
    process.stdout?.on('data', (chunk) => {
      output += chunk;
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
};

beforeAll(async () => {
  cloud = spawn(process.execPath, [TRIPSTREAM, 'local', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...(await synthesizedAlready()) },
  });
  endpoint = await untilUrl(cloud);
}, START_TIMEOUT_MS);
afterAll(async () => {
  if (cloud.exitCode === null) {
    cloud.kill('SIGTERM');
    await once(cloud, 'exit');
  }
});

const kpi = (...args: string[]) => tripstreamHere(['kpi', ...args, '--endpoint', endpoint]);

describe('a local cloud and the daily KPI', () => {
  test('a day is unpublished, then run, then shown', async () => {
    const unpublished = await kpi('show', '--date', '2024-05-25');
    expect(unpublished).toMatchObject({ code: 1, stdout: '' });
    expect(unpublished.stderr).toMatch(
      /^tripstream: nothing is published for 2024-05-25 \(s3:\/\/.*\/daily\/2024-05-25\/metrics\.json\): run "npm run tripstream -- kpi run --date 2024-05-25 --endpoint http:\S+"\n$/,
    );

    const run = await kpi('run', '--date', '2024-05-25');
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(/^Started kpi-2024-05-25-manual-/);
    expect(run.stderr).toMatch(/16 of 16 partitions\n$/);
    expect(run.stdout).toMatch(
      /^Daily KPI of 2024-05-25 \(America\/New_York\)\n {2}total_fare +0\.00\n {2}count_trips +0\n {2}average_fare +-\n/,
    );

    const shown = await kpi('show', '--date', '2024-05-25', '--json');
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(shown.stdout)).toMatchObject({ date: '2024-05-25', trip_count: 0 });
  });

  test('--no-wait leaves the run to itself and names it', async () => {
    const { code, stdout } = await kpi('run', '--date', '2024-05-26', '--no-wait', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      date: '2024-05-26',
      name: expect.stringMatching(/^kpi-2024-05-26-manual-/),
      executionArn: expect.stringMatching(/^arn:aws:states:/),
    });
  });

  test('a date in the future is refused', async () => {
    const { code, stderr } = await kpi('run', '--date', '2999-01-01');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^tripstream: 2999-01-01 is in the future: today is [\d-]{10} in America\/New_York\n$/,
    );
  });

  test('SIGINT stops the local cloud cleanly', async () => {
    cloud.kill('SIGINT');
    const [code] = await once(cloud, 'exit');
    expect(code).toBe(0);
    const { stderr } = await kpi('show', '--date', '2024-05-25');
    expect(stderr).toContain(`cannot reach ${endpoint}`);
  });
});
