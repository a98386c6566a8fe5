import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { batchesOf, monthOf, TRIPSTREAM } from '../../../bench/cost/workload.ts';
import { EMITTED_METRICS } from '../../../functions/contracts/agreed.ts';
import { COMPLETED_TRIPS_INDEX } from '../../../functions/trip/trip.ts';
import definition from '../../../statemachines/daily-kpi.asl.json' with { type: 'json' };
import { synthesized } from '../../infra/stack-under-test.ts';

const at = (tripsPerDay: number) => ({ tripsPerDay, peakFactor: 3 });

describe('batches of a month', () => {
  test('one per record while records are rarer than windows', () => {
    expect(monthOf(at(2_400), 'provisioned').batches).toBe(2 * 73_000);
  });

  test('one per ten seconds from each of four lanes when there is always something to read', () => {
    expect(monthOf(at(1_000_000), 'provisioned').batches).toBe((4 * 730 * 3_600) / 10);
  });

  test('full batches if a window holds more than one', () => {
    const slow = { shards: 1, lanesPerShard: 2, batchWindowSeconds: 300 };
    expect(batchesOf(730_000_000, 730, slow)).toBe((2 * 730_000_000) / 500);
  });
});

test('a month of 500 million trips a day assumes the size that synth derives', () => {
  const work = monthOf(at(500_000_000), 'provisioned');
  expect([work.shardsPerStream, work.partitions, work.lanes, work.rounds]).toEqual([22, 80, 40, 1]);
});

const DATA = join(import.meta.dirname, '..', '..', '..', 'data');

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Choices?: readonly { readonly Next: string }[];
}

/** How many states are entered if all goes well and the first rule of each choice is true. */
const statesEntered = (machine: { StartAt: string; States: Readonly<Record<string, State>> }): number => {
  let entered = 0;
  for (let name: string | undefined = machine.StartAt; name !== undefined; entered += 1) {
    const state: State | undefined = machine.States[name];
    name = state?.Choices?.[0]?.Next ?? state?.Next;
  }
  return entered;
};

describe('the assumptions match the stack', () => {
  const template = synthesized();

  test('both pipes take batches as large as assumed', () => {
    template.resourcePropertiesCountIs(
      'AWS::Pipes::Pipe',
      {
        SourceParameters: { KinesisStreamParameters: Match.objectLike({ BatchSize: TRIPSTREAM.batchSize }) },
      },
      TRIPSTREAM.streams,
    );
  });

  test('each of our functions has the memory and the processor that are priced', () => {
    const ours = { Environment: { Variables: { POWERTOOLS_SERVICE_NAME: Match.anyValue() } } };
    const functions = Object.keys(template.findResources('AWS::Lambda::Function', { Properties: ours }));
    const asPriced = { MemorySize: TRIPSTREAM.functionMemoryGb * 1_024, Architectures: ['arm64'] };
    expect(functions.length).toBeGreaterThan(0);
    template.resourcePropertiesCountIs('AWS::Lambda::Function', { ...ours, ...asPriced }, functions.length);
  });

  test('the table has no index but the one whose items are priced', () => {
    const [table] = Object.values(template.findResources('AWS::DynamoDB::Table'));
    expect(table?.Properties.GlobalSecondaryIndexes).toEqual([
      expect.objectContaining({
        Projection: { NonKeyAttributes: [...COMPLETED_TRIPS_INDEX.projected], ProjectionType: 'INCLUDE' },
      }),
    ]);
  });

  test('a run enters as many states as assumed', () => {
    const day = definition.States['Sum and publish every day'].ItemProcessor;
    expect(statesEntered(definition) + statesEntered(day)).toBe(TRIPSTREAM.statesPerRun);
    const { ItemProcessor } = day.States['Sum every partition of the day'];
    expect(statesEntered(ItemProcessor)).toBe(TRIPSTREAM.statesPerCall);
  });

  test('there are as many alarms, dashboards and keys as are priced', () => {
    const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
    const metricsOf = ({ Properties: { Metrics } }: (typeof alarms)[number]): number =>
      Metrics?.filter(({ MetricStat }: { MetricStat?: unknown }) => MetricStat !== undefined).length ?? 1;
    expect(alarms.reduce((sum, alarm) => sum + metricsOf(alarm), 0)).toBe(TRIPSTREAM.alarmMetrics);
    template.resourceCountIs('AWS::CloudWatch::Dashboard', TRIPSTREAM.dashboards);
    template.resourceCountIs('AWS::KMS::Key', TRIPSTREAM.customerManagedKeys);
  });

  test('as many metrics are emitted in normal operation as are priced', () => {
    const { recordsRedelivered, recordsBeyondLookBack, emptyDayAfterTrips, ...always } = EMITTED_METRICS;
    const [ofRecords, ofDays] = [true, false].map((isOfRecords) =>
      Object.values(always).filter((name) => name.startsWith('Records') === isOfRecords),
    );
    // Both intakes emit the record metrics, and publish-metrics emits the day metrics.
    expect(2 * (ofRecords?.length ?? 0) + (ofDays?.length ?? 0)).toBe(TRIPSTREAM.customMetrics);
  });

  test('no event of the sample is longer than assumed', () => {
    const longest = ['trip_start', 'trip_end'].map((file) => {
      const [header = '', ...rows] = readFileSync(join(DATA, `${file}.csv`), 'utf8')
        .trim()
        .split('\n');
      const names = header.split(',');
      const event = (row: string) => Object.fromEntries(row.split(',').map((value, n) => [names[n], value]));
      return Math.max(...rows.map((row) => JSON.stringify(event(row)).length));
    });
    expect(Math.max(...longest)).toBeLessThanOrEqual(TRIPSTREAM.eventBytes);
  });
});
