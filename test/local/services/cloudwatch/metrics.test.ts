import {
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  type MetricDataQuery,
  type MetricDatum,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { embeddedMetrics } from '../../../../local/services/cloudwatch/metrics/embedded-metrics.ts';
import { NOON_MS, openWatching, type Watching } from './watching-under-test.ts';

const MINUTE_MS = 60_000;

let watching: Watching;
beforeEach(async () => {
  watching = await openWatching();
});
afterEach(() => watching.close());

const put = (MetricData: MetricDatum[], Namespace = 'Trips') =>
  watching.cloudwatch.send(new PutMetricDataCommand({ Namespace, MetricData }));

const stat = (Id: string, MetricName: string, Stat: string, Period = 60): MetricDataQuery => ({
  Id,
  MetricStat: { Metric: { Namespace: 'Trips', MetricName }, Period, Stat },
});

const getData = async (MetricDataQueries: MetricDataQuery[], minutes = 5) => {
  const { MetricDataResults = [] } = await watching.cloudwatch.send(
    new GetMetricDataCommand({
      MetricDataQueries,
      StartTime: new Date(NOON_MS),
      EndTime: new Date(NOON_MS + minutes * MINUTE_MS),
      ScanBy: 'TimestampAscending',
    }),
  );
  return MetricDataResults.map(({ Id, Values }) => [Id, Values]);
};

test('values of a minute are one datapoint, by any statistic', async () => {
  await put([
    { MetricName: 'Fare', Value: 10, Unit: 'None' },
    { MetricName: 'Fare', Values: [20, 30], Counts: [2, 1] },
  ]);
  await watching.clock.advanceBy(2 * MINUTE_MS);
  await put([{ MetricName: 'Fare', StatisticValues: { SampleCount: 4, Sum: 100, Minimum: 5, Maximum: 60 } }]);
  const statistics = ['Sum', 'SampleCount', 'Average', 'Minimum', 'Maximum'];
  expect(await getData(statistics.map((name, index) => stat(`m${index}`, 'Fare', name)))).toEqual([
    ['m0', [80, 100]],
    ['m1', [4, 4]],
    ['m2', [20, 25]],
    ['m3', [10, 5]],
    ['m4', [30, 60]],
  ]);
});

test('a longer period merges minutes, and times are those of the periods, newest first', async () => {
  for (const Value of [1, 2, 3]) {
    await put([{ MetricName: 'Count', Value }]);
    await watching.clock.advanceBy(2 * MINUTE_MS);
  }
  const { MetricDataResults } = await watching.cloudwatch.send(
    new GetMetricDataCommand({
      MetricDataQueries: [stat('m1', 'Count', 'Sum', 240)],
      StartTime: new Date(NOON_MS + MINUTE_MS),
      EndTime: new Date(NOON_MS + 8 * MINUTE_MS),
    }),
  );
  expect(MetricDataResults).toEqual([
    {
      Id: 'm1',
      Label: 'Count',
      Timestamps: [new Date(NOON_MS + 4 * MINUTE_MS), new Date(NOON_MS)],
      Values: [3, 3],
      StatusCode: 'Complete',
    },
  ]);
});

test('percentiles are within a percent', async () => {
  const Values = Array.from({ length: 100 }, (_, index) => index + 1);
  await put([{ MetricName: 'Duration', Values }]);
  expect(
    await getData([
      stat('a', 'Duration', 'p50'),
      stat('b', 'Duration', 'p99'),
      stat('c', 'Duration', 'p100'),
    ]),
  ).toEqual([
    ['a', [50]],
    ['b', [99]],
    ['c', [100]],
  ]);
});

test('math over metrics, with what is missing filled in', async () => {
  await put([{ MetricName: 'In', Value: 5 }]);
  await watching.clock.advanceBy(MINUTE_MS);
  await put([
    { MetricName: 'In', Value: 5 },
    { MetricName: 'Out', Value: 4 },
  ]);
  const queries = [
    { ...stat('in1', 'In', 'Sum'), ReturnData: false },
    { ...stat('out1', 'Out', 'Sum'), ReturnData: false },
    { Id: 'filled', Expression: 'FILL(out1, 0)', ReturnData: false },
    { Id: 'silent', Expression: 'IF(in1 > 0 AND filled == 0, 1, 0)', Label: 'in, but nothing out' },
  ];
  expect(await getData(queries, 2)).toEqual([['silent', [1, 0]]]);
});

test('a metric of high resolution has datapoints by the second, for three hours', async () => {
  const seconds = [0, 1, 1, 5].map((second) => ({
    ...{ MetricName: 'Fast', Value: 1, StorageResolution: 1 },
    Timestamp: new Date(NOON_MS + second * 1000),
  }));
  await put(seconds);
  expect(await getData([stat('m1', 'Fast', 'Sum', 1)], 1)).toEqual([['m1', [1, 2, 1]]]);
  await watching.clock.advanceBy(181 * MINUTE_MS);
  await put([{ MetricName: 'Fast', Value: 1, StorageResolution: 1 }]);
  expect(await getData([stat('m1', 'Fast', 'Sum', 1)], 1)).toEqual([['m1', []]]);
});

test('GetMetricStatistics answers several statistics at once, with the unit', async () => {
  await put([{ MetricName: 'Fare', Value: 10, Unit: 'Count', Dimensions: [{ Name: 'Zone', Value: '7' }] }]);
  await put([{ MetricName: 'Fare', Value: 99, Dimensions: [{ Name: 'Zone', Value: '8' }] }]);
  const { Datapoints } = await watching.cloudwatch.send(
    new GetMetricStatisticsCommand({
      Namespace: 'Trips',
      MetricName: 'Fare',
      Dimensions: [{ Name: 'Zone', Value: '7' }],
      StartTime: new Date(NOON_MS),
      EndTime: new Date(NOON_MS + MINUTE_MS),
      Period: 60,
      Statistics: ['Sum', 'Maximum'],
      ExtendedStatistics: ['p90'],
    }),
  );
  expect(Datapoints).toEqual([
    { Timestamp: new Date(NOON_MS), Unit: 'Count', Sum: 10, Maximum: 10, ExtendedStatistics: { p90: 10 } },
  ]);
});

test('ListMetrics filters by namespace, name, dimensions and age, and pages', async () => {
  await put(
    Array.from({ length: 501 }, (_, index) => ({
      MetricName: 'Fare',
      Value: 1,
      Dimensions: [{ Name: 'Zone', Value: String(index) }],
    })),
  );
  await put([{ MetricName: 'Other', Value: 1 }], 'Elsewhere');
  const list = async (input: object) => {
    const { Metrics = [], NextToken } = await watching.cloudwatch.send(new ListMetricsCommand(input));
    return { count: Metrics.length, NextToken };
  };
  const first = await list({ Namespace: 'Trips' });
  expect(first.count).toBe(500);
  expect(await list({ Namespace: 'Trips', NextToken: first.NextToken })).toEqual({
    count: 1,
    NextToken: undefined,
  });
  expect((await list({ MetricName: 'Other' })).count).toBe(1);
  expect((await list({ Dimensions: [{ Name: 'Zone', Value: '7' }] })).count).toBe(1);
  expect((await list({ Dimensions: [{ Name: 'Town' }] })).count).toBe(0);
  await watching.clock.advanceBy(181 * MINUTE_MS);
  await put([{ MetricName: 'Fare', Value: 1 }]);
  expect((await list({ RecentlyActive: 'PT3H' })).count).toBe(1);
});

test('a large request, which the client compresses, is accepted', async () => {
  const MetricData = Array.from({ length: 200 }, (_, index) => ({
    MetricName: `a metric whose name makes the request long ${index}`,
    Value: index,
  }));
  await put(MetricData);
  const last = MetricData.at(-1)?.MetricName ?? '';
  expect(await getData([stat('m1', last, 'Sum')])).toEqual([['m1', [199]]]);
});

test.each([
  [
    'a namespace of AWS',
    () => put([{ MetricName: 'a', Value: 1 }], 'AWS/Lambda'),
    'InvalidParameterValueException',
  ],
  ['a datum without a value', () => put([{ MetricName: 'a' }]), 'MissingRequiredParameterException'],
  ['an unknown statistic', () => getData([stat('m1', 'Fare', 'tm99')]), 'InvalidParameterValueException'],
  ['an unknown id', () => getData([{ Id: 'e1', Expression: 'm7 * 2' }]), 'ValidationException'],
  [
    'an end before the start',
    () => getData([stat('m1', 'Fare', 'Sum')], -5),
    'InvalidParameterValueException',
  ],
])('%s is refused', async (_, request, name) => {
  await expect(request()).rejects.toMatchObject({ name });
});

describe('the embedded metric format', () => {
  const line = (changes: object = {}) =>
    JSON.stringify({
      _aws: {
        Timestamp: 1,
        CloudWatchMetrics: [
          {
            Namespace: 'Tripstream/dev',
            Dimensions: [['service'], ['service', 'stage']],
            Metrics: [
              { Name: 'Stored', Unit: 'Count' },
              { Name: 'Latency', Unit: 'Milliseconds', StorageResolution: 1 },
              { Name: 'Absent', Unit: 'Count' },
            ],
          },
        ],
      },
      ...{ service: 'ends', stage: 'dev', Stored: 3, Latency: [1, 2.5], requestId: 'r1' },
      ...changes,
    });
  const named = (name: string) => embeddedMetrics(line()).filter((metric) => metric.name === name);

  test('a metric counts under each of its dimension sets, with its unit', () => {
    expect(named('Stored')).toEqual([
      {
        ...{
          namespace: 'Tripstream/dev',
          name: 'Stored',
          values: [3],
          unit: 'Count',
          isHighResolution: false,
        },
        dimensions: { service: 'ends' },
      },
      {
        ...{
          namespace: 'Tripstream/dev',
          name: 'Stored',
          values: [3],
          unit: 'Count',
          isHighResolution: false,
        },
        dimensions: { service: 'ends', stage: 'dev' },
      },
    ]);
  });

  test('several values at once and high resolution are accepted; a metric without a value is not', () => {
    expect(named('Latency').map(({ values, isHighResolution }) => [values, isHighResolution])).toEqual([
      [[1, 2.5], true],
      [[1, 2.5], true],
    ]);
    expect(named('Absent')).toEqual([]);
  });

  test.each([
    'plain text',
    '{"level":"INFO","message":"{\\"CloudWatchMetrics\\": 1}"}',
    '"CloudWatchMetrics" quoted',
    '{"_aws":{"CloudWatchMetrics":"none"}}',
    '[{"CloudWatchMetrics":[]}]',
  ])('any other line has no metrics: %s', (text) => {
    expect(embeddedMetrics(text)).toEqual([]);
  });
});
