import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import cdkJson from '../../../cdk.json' with { type: 'json' };
import { PAGE_MARGIN_MILLISECONDS } from '../../../functions/contracts/agreed.ts';
import { planStack } from '../../../local/stack/plan.ts';
import { readAssembly } from '../../../local/template/assembly.ts';
import { assemblyOf, LARGE_VOLUME, synthesized } from '../stack-under-test.ts';

jest.setTimeout(300_000);

const PROJECT = join(import.meta.dirname, '..', '..', '..');
const APP = join(PROJECT, 'infra', 'app.ts');
const BINARIES = join(PROJECT, 'node_modules', '.bin');
const folder = mkdtempSync(join(tmpdir(), 'tripstream-volume-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The real `cdk synth`, with the project's own cdk.json and its bundles; test/infra/security.test.ts has CDK check the templates. */
const cdkSynth = (context: Readonly<Record<string, string>>) => {
  const pairs = Object.entries(context).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const args = ['synth', '--quiet', '--output', folder, ...pairs];
  const env = {
    ...process.env,
    CDK_VALIDATION: 'false',
    PATH: `${BINARIES}${delimiter}${process.env.PATH ?? ''}`,
  };
  const { status, stderr } = spawnSync(join(BINARIES, 'cdk'), args, { cwd: PROJECT, env, encoding: 'utf8' });
  return { status, stderr, output: folder };
};

const SMALL = { shards: 1, lanes: 2, partitions: '16' };

const expectSize = (assemblyDir: string, expected: typeof SMALL) => {
  const { resources } = planStack(readAssembly(assemblyDir), 'http://127.0.0.1:4566');
  const of = (type: string) => resources.filter((resource) => resource.type === type);
  for (const { properties } of of('AWS::Kinesis::Stream'))
    expect(properties.ShardCount).toBe(expected.shards);
  for (const { properties } of of('AWS::Pipes::Pipe'))
    expect(properties.SourceParameters).toMatchObject({
      KinesisStreamParameters: {
        ParallelizationFactor: expected.lanes,
        MaximumBatchingWindowInSeconds: 10,
      },
    });
  const [table] = of('AWS::DynamoDB::Table');
  expect(table?.properties).toHaveProperty('OnDemandThroughput.MaxWriteRequestUnits');
  const aggregate = of('AWS::Lambda::Function').find(({ logicalId }) =>
    logicalId.includes('AggregatePartition'),
  );
  expect(aggregate?.properties.Timeout).toBe(900);
  const plan = of('AWS::Lambda::Function').find(({ logicalId }) => logicalId.includes('PlanKpiRun'));
  expect(plan?.properties).toHaveProperty('Environment.Variables.PARTITION_COUNT', expected.partitions);
};

describe('cdk synth of a volume', () => {
  test.each([1_000, 100_000, 5_000_000])(
    '%i trips a day is what the derivation says, and the local cloud takes it',
    (tripsPerDay) => {
      expectSize(assemblyOf({ tripsPerDay: String(tripsPerDay) }), SMALL);
    },
  );

  test('500000000 trips a day is what the derivation says, and the local cloud takes it', () => {
    const { status, stderr, output } = cdkSynth(LARGE_VOLUME);
    expect([status, stderr]).toEqual([0, expect.not.stringContaining('rror')]);
    expectSize(output, { shards: 22, lanes: 5, partitions: '80' });
  });

  test('more than the quotas of a new account ends with one line that names the quota', () => {
    const CDK_CONTEXT_JSON = JSON.stringify({ ...cdkJson.context, tripsPerDay: '500000000' });
    const env = { ...process.env, CDK_CONTEXT_JSON };
    const { status, stderr } = spawnSync(process.execPath, [APP], { env, encoding: 'utf8' });
    expect(status).not.toBe(0);
    const lines = stderr.split('\n').filter((line) => line.includes('tripsPerDay'));
    expect(lines).toEqual([
      expect.stringContaining('the quota "DynamoDB, Table-level write throughput limit" is 40,000'),
    ]);
  });
});

describe('the template of a large volume', () => {
  const large = synthesized(LARGE_VOLUME);

  test('table and index are warmed, and bounded', () => {
    large.hasResourceProperties('AWS::DynamoDB::Table', {
      WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 73_334 },
      OnDemandThroughput: { MaxReadRequestUnits: 34_134, MaxWriteRequestUnits: 80_000 },
      GlobalSecondaryIndexes: [
        Match.objectLike({
          WarmThroughput: { ReadUnitsPerSecond: 17_067, WriteUnitsPerSecond: 36_667 },
          OnDemandThroughput: { MaxReadRequestUnits: 34_134, MaxWriteRequestUnits: 73_334 },
        }),
      ],
    });
  });

  test('a small one is not warmed', () => {
    const small = synthesized({ tripsPerDay: '1000' });
    const [table] = Object.values(small.findResources('AWS::DynamoDB::Table'));
    expect(table?.Properties).not.toHaveProperty('WarmThroughput');
  });
});

/** What a normal day shows at peak, computed from the facts and the guesses of the workload. */
const normalDay = (tripsPerDay: number) => {
  const peak = (tripsPerDay / 86_400) * 3;
  const batchSeconds = 0.125 + 500 * 0.00275;
  return { peak, batchSeconds, iteratorAgeMilliseconds: (10 + batchSeconds) * 1_000 };
};

const thresholdOf = (template: Template, name: string): number => {
  const [alarm] = Object.values(
    template.findResources('AWS::CloudWatch::Alarm', {
      Properties: { AlarmName: `tripstream-dev-${name}` },
    }),
  );
  return alarm?.Properties.Threshold;
};

describe('no alarm goes off on a normal day', () => {
  const volumes: readonly (readonly [number, number])[] = [
    // The longest call of a run: 1 page; 1 page; 41 pages; 2 × 805 pages, each 0.3 s, and 0.5 s.
    [1_000, 0.8],
    [100_000, 0.8],
    [5_000_000, 12.8],
    [500_000_000, 483.5],
  ];
  test.each(volumes)('of %i trips', (tripsPerDay, longestSumSeconds) => {
    const template = synthesized(
      tripsPerDay === 500_000_000 ? LARGE_VOLUME : { tripsPerDay: String(tripsPerDay) },
    );
    const { peak, batchSeconds, iteratorAgeMilliseconds } = normalDay(tripsPerDay);
    for (const name of ['starts', 'ends'])
      expect(iteratorAgeMilliseconds).toBeLessThan(thresholdOf(template, `${name}-stream-behind`));
    for (const name of ['record-trip-start', 'record-trip-end'])
      expect(batchSeconds * 1_000).toBeLessThan(thresholdOf(template, `${name}-slow`));
    expect(longestSumSeconds * 1_000).toBeLessThan(thresholdOf(template, 'aggregate-partition-slow'));
    // Throttling of any of these would set off an alarm at once.
    const [table] = Object.values(template.findResources('AWS::DynamoDB::Table'));
    const [index] = table?.Properties.GlobalSecondaryIndexes ?? [];
    const warmWrites = (of: { WarmThroughput?: { WriteUnitsPerSecond: number } }) =>
      of.WarmThroughput?.WriteUnitsPerSecond ?? 4_000;
    expect(peak * 2).toBeLessThan(warmWrites(table?.Properties));
    expect(peak).toBeLessThan(warmWrites(index));
    expect(peak * 2).toBeLessThan(table?.Properties.OnDemandThroughput.MaxWriteRequestUnits);
  });

  test('a call that has to stop half-way is not slow, though the usual four fifths of its timeout would say so', () => {
    const template = synthesized({ tripsPerDay: '5000000' });
    const [aggregate] = Object.values(
      template.findResources('AWS::Lambda::Function', {
        Properties: { Description: Match.stringLikeRegexp('^Sums the completed trips') },
      }),
    );
    const timeout = aggregate?.Properties.Timeout * 1_000;
    // A page takes less than a second.
    const stopsAfter = timeout - PAGE_MARGIN_MILLISECONDS + 300;
    const threshold = thresholdOf(template, 'aggregate-partition-slow');
    expect(stopsAfter).toBeGreaterThan(timeout * 0.8);
    expect(stopsAfter).toBeLessThan(threshold);
    expect(threshold).toBeLessThan(timeout);
  });
});
