import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { synthesize } from '../../../producer/local-cloud/synthesize.ts';
import { InterruptedError } from '../../../producer/terminal/command-error.ts';
import { sharedAssembly } from '../../flow/assembly-under-test.ts';

const PROJECT = join(import.meta.dirname, '..', '..', '..');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tripstream-synthesize-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const contents = (assembly: string) => {
  const read = (file: string) => JSON.parse(readFileSync(join(assembly, file), 'utf8'));
  const assets = readdirSync(assembly).filter((name) => name.startsWith('asset.'));
  return { template: read('Tripstream-dev.template.json'), assets };
};

test('a local run makes exactly the stack that the CDK CLI makes', async () => {
  await synthesize(join(folder, 'cdk.out'), new AbortController().signal);
  expect(contents(join(folder, 'cdk.out'))).toEqual(contents(await sharedAssembly()));
});

test('an interrupt ends the app before it has written the stack', async () => {
  const assembly = join(folder, 'interrupted');
  const stop = new AbortController();
  const synthesized = synthesize(assembly, stop.signal);
  // The app creates the folder first.
  while (!existsSync(assembly)) await sleep(5);
  stop.abort();
  await expect(synthesized).rejects.toThrow(
    new InterruptedError('interrupted while the stack was synthesized'),
  );
  expect(existsSync(join(assembly, 'manifest.json'))).toBe(false);
});

test('a setting in cdk.json that cannot be used ends the command with the one line that says so', () => {
  const project = join(folder, 'project');
  const code = ['checks', 'functions', 'infra', 'local', 'producer', 'statemachines', 'package.json'];
  for (const name of code) cpSync(join(PROJECT, name), join(project, name), { recursive: true });
  symlinkSync(join(PROJECT, 'node_modules'), join(project, 'node_modules'));
  writeFileSync(join(project, 'cdk.json'), '{ "context": { "lookBackDays": "many" } }');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['producer/tripstream.ts', 'local'], {
    cwd: project,
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(
    /^Synthesizing the stack…\ntripstream: The context value lookBackDays="many" cannot be used: .*\n$/,
  );
});
