import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { synthesize } from '../../../producer/local-cloud/synthesize.ts';
import { InterruptedError } from '../../../producer/terminal/command-error.ts';
import { sharedAssembly } from '../../flow/assembly-under-test.ts';

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

test('a local run makes the very stack that the CDK CLI makes', async () => {
  await synthesize(join(folder, 'cdk.out'), new AbortController().signal);
  expect(contents(join(folder, 'cdk.out'))).toEqual(contents(await sharedAssembly()));
});

test('an interrupt ends the app before it has written the stack', async () => {
  const assembly = join(folder, 'interrupted');
  const synthesized = synthesize(assembly, AbortSignal.timeout(200));
  await expect(synthesized).rejects.toThrow(
    new InterruptedError('interrupted while the stack was synthesized'),
  );
  expect(existsSync(join(assembly, 'manifest.json'))).toBe(false);
});
