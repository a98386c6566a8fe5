import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { synthesized } from '../../infra/stack-under-test.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/operating.md'), 'utf8');
const section = (title: string): string => page.split(`\n## ${title}`)[1]?.split('\n## ')[0] ?? '';

const resources: Readonly<Record<string, { Type: string; DeletionPolicy?: string }>> = synthesized({
  stage: 'prod',
}).toJSON().Resources;

test('section 1 names every service of the stack that a deployer needs', () => {
  const services = new Set(Object.values(resources).map(({ Type }) => Type.split('::')[1]));
  const listed = [...section('1.').matchAll(/^\| (?!service|---)([A-Za-z0-9, ]+) \|/gm)].flatMap(
    ([, names = '']) => names.split(', '),
  );
  expect(listed.toSorted()).toEqual([...services].toSorted());
});

test('section 9 names everything that stays after the stack is gone', () => {
  const kept = Object.values(resources).filter(({ DeletionPolicy }) => DeletionPolicy?.startsWith('Retain'));
  const counts = Object.groupBy(kept, ({ Type }) => Type);
  expect(Object.fromEntries(Object.entries(counts).map(([type, of]) => [type, of?.length]))).toEqual({
    'AWS::DynamoDB::Table': 1,
    'AWS::Kinesis::Stream': 2,
    'AWS::SQS::Queue': 3,
    'AWS::S3::Bucket': 2,
    'AWS::Logs::LogGroup': 12,
    'AWS::KMS::Key': 1,
  });
  for (const words of [
    'the table',
    'the two streams',
    'the three queues',
    'twelve log groups',
    'the key of the alerts',
  ])
    expect(section('9.')).toContain(words);
});
