import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startScriptedKinesis } from '../produce/scripted-kinesis.ts';
import { openCsvFolder } from '../produce/trip-files-under-test.ts';
import { tripstream, tripstreamHere } from '../tripstream-under-test.ts';

const csv = openCsvFolder();
const starts = csv.writeStarts(1000);
const ends = csv.writeEnds(900);
let server: Awaited<ReturnType<typeof startScriptedKinesis>>;

beforeEach(async () => {
  server = await startScriptedKinesis(() => undefined);
});
afterEach(() => server.close());
afterAll(csv.remove);

const atServer = (): string[] => ['--endpoint', server.endpoint];
const produceArgs = (): string[] => [
  'produce',
  '--starts',
  starts.path,
  '--ends',
  ends.path,
  '--endpoint',
  server.endpoint,
];
/** Writes into a named pipe from another process: nothing else can end a write that nobody reads. */
const writing = (pipe: string, text: string): ChildProcess =>
  spawn('sh', ['-c', 'printf %s "$1" > "$2"', 'sh', text, pipe], { stdio: 'ignore' });
const acceptedIds = (): string[] => server.accepted.map((payload) => JSON.parse(payload).trip_id).sort();
const EVERY_ID = [
  ...Array.from({ length: 1000 }, (_, n) => `s${n + 1}`),
  ...Array.from({ length: 900 }, (_, n) => `e${n + 1}`),
].sort();

describe('tripstream produce', () => {
  test('--json prints the counts alone', async () => {
    const { code, stdout, stderr } = await tripstreamHere([...produceArgs(), '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      sent: { starts: 1000, ends: 900 },
      retried: 0,
      seconds: expect.any(Number),
    });
    expect(acceptedIds()).toEqual(EVERY_ID);
  });

  test('without a terminal, progress is written in lines to stderr', async () => {
    const { code, stdout, stderr } = await tripstreamHere(produceArgs());
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Sent 1,000 starts and 900 ends in [\d.]+ s; 0 events had to be sent again\.\n/);
    expect(stdout).toContain(
      `\nTo see the events that the pipeline refuses: npm run tripstream -- quarantine list --endpoint ${server.endpoint}\n`,
    );
    expect(stderr).toMatch(/Sending: 1900 of 1900 events\n$/);
  });

  test('Ctrl-C ends it with the command that sends the rest, and each event is sent once', async () => {
    const args = [...produceArgs(), '--order', 'shuffled', '--seed', '5', '--limit', '1800'];
    const interrupted = await tripstream([...args, '--rate', '500'], {
      onStart: async (child) => {
        while (server.accepted.length < 300) await sleep(10);
        child.kill('SIGINT');
      },
    });
    expect(interrupted.code).toBe(130);
    const [, rest] =
      interrupted.stderr.match(/interrupted: .* were sent; continue with: npm run tripstream -- (.*)\n$/) ??
      [];
    expect(rest).toMatch(
      `--order shuffled --seed 5 --skip ${server.accepted.length} --limit ${1800 - server.accepted.length} `,
    );
    const resumed = await tripstreamHere((rest ?? '').replace('--rate 500 ', '').split(' '));
    expect(resumed.code).toBe(0);
    expect(new Set(acceptedIds()).size).toBe(1800);
    expect(server.accepted).toHaveLength(1800);
  });

  test('a ragged row is found before anything is sent', async () => {
    const ragged = csv.write('start', 'ragged.csv', `trip_id,pickup_datetime\n${'a,b\n'.repeat(1500)}c\n`);
    const { code, stdout, stderr } = await tripstreamHere([
      'produce',
      '--starts',
      ragged.path,
      ...atServer(),
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(
      `tripstream: ${ragged.path}, row 1501: has 1 field, but the header names 2 columns (nothing was sent)\n`,
    );
    expect(server.requests).toEqual([]);
  });

  test('so is a row too large for a record', async () => {
    const large = csv.write(
      'start',
      'large.csv',
      `trip_id,pickup_datetime\na,b\nc,${'\t'.repeat(600_000)}\n`,
    );
    const { code, stderr } = await tripstreamHere(['produce', '--starts', large.path, ...atServer()]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/large\.csv, row 2: is \d+ bytes as an event.* \(nothing was sent\)\n$/);
    expect(server.requests).toEqual([]);
  });

  test('a named pipe can be read only once: a ragged row in it ends the run with what was sent and how to continue', async () => {
    const pipe = join(csv.folder, 'starts.pipe');
    execFileSync('mkfifo', [pipe]);
    const writer = writing(pipe, `trip_id,pickup_datetime\n${'a,b\n'.repeat(3)}c\n`);
    const { code, stdout, stderr } = await tripstreamHere([
      'produce',
      '--starts',
      pipe,
      ...atServer(),
      '--json',
    ]);
    writer.kill();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(
      `tripstream: ${pipe}, row 4: has 1 field, but the header names 2 columns. 3 starts and 0 ends were sent before that; once it is fixed, continue with: npm run tripstream -- produce --starts ${pipe} --order interleaved --skip 3 --endpoint ${server.endpoint} --json\n`,
    );
  });

  test('blank lines are not events', async () => {
    const blank = csv.write('start', 'blank.csv', 'trip_id,pickup_datetime\n\na,b\r\n\r\nc,d\n\n\n');
    const { code, stdout, stderr } = await tripstreamHere(['produce', '--starts', blank.path, ...atServer()]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Sent 2 starts and 0 ends in /);
    expect(stderr).toMatch(/Sending: 2 of 2 events\n$/);
  });

  test('files with only a header hold no events', async () => {
    const none = csv.write('start', 'none.csv', 'trip_id,pickup_datetime\n\n');
    const { code, stdout, stderr } = await tripstreamHere(['produce', '--starts', none.path, ...atServer()]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(`tripstream: no events: ${none.path} has a header but no rows\n`);
    const pipe = join(csv.folder, 'none.pipe');
    execFileSync('mkfifo', [pipe]);
    const writer = writing(pipe, 'trip_id,pickup_datetime\n');
    const piped = await tripstreamHere(['produce', '--starts', pipe, ...atServer()]);
    writer.kill();
    expect(piped).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`no events: ${pipe} has a header`),
    });
  });

  test('a stack that does not exist is named', async () => {
    const { code, stderr } = await tripstreamHere([...produceArgs(), '--stack', 'Other']);
    expect(code).toBe(1);
    expect(stderr).toBe(
      'tripstream: there is no stack named Other: give the name and the region of a stack that exists\n',
    );
  });
});
