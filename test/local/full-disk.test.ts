import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { writeTinyAssembly } from './assembly-under-test.ts';
import { eventually } from './eventually.ts';
import { configuration, killMains, startMain, storedIds } from './main-under-test.ts';

const root = mkdtempSync(path.join(tmpdir(), 'full-disk-'));
const assemblyDir = path.join(root, 'assembly');
const disk = path.join(root, 'disk');

const mount = (...args: string[]) => execFileSync('mount', args, { stdio: 'pipe' });

/** Why no small disk can be made here; undefined if one can. */
const whyNoDisk = ((): string | undefined => {
  mkdirSync(disk);
  try {
    mount('-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk);
    return undefined;
  } catch (error) {
    return String(error).split('\n')[0];
  }
})();

beforeAll(() => writeTinyAssembly(assemblyDir));
afterEach(killMains);
afterAll(() => {
  // Lazy: a function that is just ending may still use it.
  if (whyNoDisk === undefined) execFileSync('umount', ['--lazy', disk]);
  rmSync(root, { recursive: true });
});

const onASmallDisk = whyNoDisk === undefined ? test : test.skip;
if (whyNoDisk !== undefined)
  console.warn(`skipped, because a file system of 2 MB cannot be mounted: ${whyNoDisk}`);

const BATCH = 10;
const idOf = (index: number): string => `record-${String(index).padStart(6, '0')}-${'x'.repeat(2_000)}`;

/** Sends records until the cloud no longer takes them; the ids of those that it acknowledged. */
const fill = async (url: string, StreamName: string | undefined): Promise<string[]> => {
  const kinesis = new KinesisClient({ ...configuration(url), maxAttempts: 1 });
  const acknowledged: string[] = [];
  try {
    for (;;) {
      const ids = Array.from({ length: BATCH }, (_, index) => idOf(acknowledged.length + index));
      const Records = ids.map((id) => ({ PartitionKey: id.slice(0, 20), Data: Buffer.from(id) }));
      await kinesis.send(new PutRecordsCommand({ StreamName, Records }));
      acknowledged.push(...ids);
    }
  } catch {
    return acknowledged; // the disk is full
  } finally {
    kinesis.destroy();
  }
};

onASmallDisk(
  'a full disk ends it with one line and exit code 1, and what was acknowledged is still there',
  async () => {
    const first = await startMain(assemblyDir, '--data', path.join(disk, 'data'));
    const acknowledged = await fill(first.url, first.outputs.StreamName);
    expect(await first.exit).toEqual([1, null]);
    expect(first.stderr()).toMatch(
      /^local cloud: cannot write to the data directory .*: make room, then start again.*\n$/,
    );
    expect(first.stderr().trimEnd().split('\n')).toHaveLength(1);
    expect(acknowledged.length).toBeGreaterThan(0);

    mount('-o', 'remount,size=256m', disk);
    const second = await startMain(assemblyDir, '--data', path.join(disk, 'data'));
    await eventually(async () =>
      expect(await storedIds(second)).toEqual(expect.arrayContaining(acknowledged)),
    );
  },
  120_000,
);
