import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readAssembly } from '../../../local/template/assembly.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'assembly-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const writeJson = (file: string, document: unknown): void =>
  writeFileSync(path.join(dir, file), JSON.stringify(document));

const stackArtifact = {
  type: 'aws:cloudformation:stack',
  properties: { templateFile: 'Shop.template.json' },
};

const writeAssembly = (artifacts: object = { Shop: stackArtifact }): void => {
  writeJson('manifest.json', {
    version: '55.0.0',
    artifacts: {
      ...artifacts,
      'Shop.assets': { type: 'cdk:asset-manifest', properties: { file: 'Shop.assets.json' } },
      Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
    },
  });
  writeJson('Shop.template.json', { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } });
  writeJson('Shop.assets.json', {
    files: {
      abc: {
        source: { path: 'asset.abc', packaging: 'zip' },
        destinations: { here: { bucketName: 'b', objectKey: 'abc.zip' } },
      },
      gone: {
        source: { path: 'asset.gone.json', packaging: 'file' },
        destinations: { here: { bucketName: 'b', objectKey: 'gone.json' } },
      },
    },
  });
  mkdirSync(path.join(dir, 'asset.abc'));
};

test('the stack, its template and the path behind an asset key are found', () => {
  writeAssembly();
  const assembly = readAssembly(dir);
  expect(assembly.stackName).toBe('Shop');
  expect(assembly.template.resources.get('Queue')?.type).toBe('AWS::SQS::Queue');
  expect(assembly.assetPath('abc.zip')).toBe(path.join(dir, 'asset.abc'));
});

test('an asset key that is unknown, or whose file is gone, is refused by name', () => {
  writeAssembly();
  const { assetPath } = readAssembly(dir);
  expect(() => assetPath('other.zip')).toThrow('no asset for the S3 key other.zip');
  expect(() => assetPath('gone.json')).toThrow(/asset\.gone\.json is missing: run "npx cdk synth" again/);
});

test('several stacks are refused by name', () => {
  writeAssembly({ Shop: stackArtifact, Office: stackArtifact });
  expect(() => readAssembly(dir)).toThrow(
    /several stacks \(Shop, Office\): the local cloud runs exactly one/,
  );
});

test('a directory that is not an assembly is refused with what to run', () => {
  expect(() => readAssembly(dir)).toThrow(`${dir} is not a CDK cloud assembly (no manifest.json): run`);
});

test('a template that is not JSON is named', () => {
  writeAssembly();
  writeFileSync(path.join(dir, 'Shop.template.json'), '{');
  expect(() => readAssembly(dir)).toThrow(/Shop\.template\.json: .*JSON/);
});
