import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import {
  currentKey,
  dateOfCurrentKey,
  KEY_PREFIX,
  parseMetricsFileAt,
} from '../../functions/contracts/metrics-file.ts';
import {
  dateDaysBefore,
  dateInTimeZone,
  dayBefore,
  firstInstantOf,
  lookBackWindow,
  runMomentOf,
} from '../../functions/trip/business-time.ts';
import { readMetricsFile } from '../kpi/daily-kpi.ts';
import type { PublishedFile, WindowStatus, YesterdayStatus } from './pipeline-status.ts';
import type { StatusSources } from './status-sources.ts';

const yesterdayOf = ({ outputs }: StatusSources, now: Date): string =>
  dayBefore(dateInTimeZone(now, outputs.businessTimeZone));

/** The day on which the table of trips was created: no run is missing for a day before it. */
const readFirstDay = async ({ dynamodb, outputs }: StatusSources): Promise<string> => {
  const { tripsTableName, businessTimeZone } = outputs;
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: tripsTableName }));
  if (Table?.CreationDateTime === undefined)
    throw new Error(`DynamoDB does not say when ${tripsTableName} was created`);
  return dateInTimeZone(Table.CreationDateTime, businessTimeZone);
};

const readFile = async ({ kpi }: StatusSources, date: string): Promise<PublishedFile | null> => {
  const file = await readMetricsFile(kpi, date);
  if (file === undefined) return null;
  const day = parseMetricsFileAt(currentKey(date), file);
  return {
    runId: day.run_id,
    publishedAt: day.generated_at,
    trips: day.metrics.count_trips,
    totalFare: day.metrics.total_fare,
    revision: day.revision,
    revisedAt: day.revised_at,
    restatedBecause: day.restated_because,
  };
};

export const readYesterday = async (sources: StatusSources, now: Date): Promise<YesterdayStatus> => {
  const date = yesterdayOf(sources, now);
  const { businessTimeZone, scheduleHour } = sources.outputs;
  const [file, firstDay] = await Promise.all([readFile(sources, date), readFirstDay(sources)]);
  const due = firstInstantOf(runMomentOf(dateDaysBefore(date, -1), scheduleHour), businessTimeZone);
  return { date, file, isExpected: date >= firstDay, dueAt: new Date(due).toISOString() };
};

const readPublishedDates = async (
  { kpi: { s3, bucketName } }: StatusSources,
  from: string,
): Promise<ReadonlySet<string>> => {
  const dates = new Set<string>();
  const listing = { Bucket: bucketName, Prefix: KEY_PREFIX, StartAfter: `${KEY_PREFIX}${from}` };
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, listing)) {
    for (const { Key = '' } of Contents) {
      const date = dateOfCurrentKey(Key);
      if (date !== undefined) dates.add(date);
    }
  }
  return dates;
};

/** Which of the days before yesterday that a nightly run looks back to have no file. */
export const readWindow = async (sources: StatusSources, now: Date): Promise<WindowStatus> => {
  const yesterday = yesterdayOf(sources, now);
  const firstDay = await readFirstDay(sources);
  const window = lookBackWindow(yesterday, sources.outputs.lookBackDays);
  const days = window.filter((day) => day >= firstDay).toReversed();
  const [from = null] = days;
  const published = from === null ? new Set() : await readPublishedDates(sources, from);
  const missing = days.filter((day) => !published.has(day));
  return { from, to: days.at(-1) ?? null, days: days.length, missing };
};
