import type { LocalCloud } from './cloud.ts';
import { functionLabel } from './faults/named-operations.ts';
import type { UpcomingTime } from './services/scheduler/scheduler.ts';
import type { InertResource, Resource } from './template/resource.ts';
import { REGION } from './values/account.ts';

/** The text for the person who started the cloud: how to reach it, what runs and what does not. */
export const startSummary = (
  { url, plan, logsDir, faultsLog, upcomingSchedules }: LocalCloud,
  dataDir: string | undefined,
): string => {
  const lines = [
    `The stack ${plan.stackName} runs at ${url}. For any AWS client:`,
    '',
    `export AWS_ENDPOINT_URL=${url}`,
    `export AWS_REGION=${REGION}`,
    // The SDK for JavaScript reads AWS_REGION; boto3 and the AWS CLI read this one.
    `export AWS_DEFAULT_REGION=${REGION}`,
    'export AWS_ACCESS_KEY_ID=local',
    'export AWS_SECRET_ACCESS_KEY=local',
    '',
    ...columns(resourceRows(plan.resources)),
    '',
    ...schedules(upcomingSchedules),
    '',
    'Not run locally:',
    ...notRun(plan.inert),
    '',
    dataDir === undefined
      ? 'Data is lost when it stops; --data DIR keeps it.'
      : `Data is kept in ${dataDir}.`,
    ...(faultsLog === undefined ? [] : [`Faults are injected; each is logged as a line in ${faultsLog}.`]),
    `Function logs are in ${logsDir}. Press Ctrl-C to stop.`,
  ];
  return `${lines.join('\n')}\n`;
};

const shortType = (type: string): string => type.replace(/^AWS::/, '').replace('::', ' ');

/** When each schedule fires next, in the time of its zone. */
const schedules = (upcoming: readonly UpcomingTime[]): string[] => {
  if (upcoming.length === 0) return ['No schedule fires.'];
  return upcoming.map(({ scheduleName, timeZone, momentMs }) => {
    const time = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    return `The schedule ${scheduleName} fires next on ${time.format(momentMs)} ${timeZone}.`;
  });
};

/** One line per reason, with the types it covers. */
const notRun = (inert: InertResource[]): string[] =>
  [...Map.groupBy(inert, ({ reason }) => reason)].map(([reason, resources]) => {
    const types = [...new Set(resources.map(({ type }) => shortType(type)))];
    return `  ${types.join(', ')}: ${reason}`;
  });

/** A function is shown with its own name, too, because commands and faults use that. */
const nameOf = (resource: Resource): string => {
  const label = resource.type === 'AWS::Lambda::Function' ? functionLabel(resource) : resource.name;
  return label === resource.name ? label : `${label} (${resource.name})`;
};

/** A row per resource, and one for all alarms: there are more of them than of all the rest. */
const resourceRows = (resources: Resource[]): [string, string][] => {
  const others = resources.filter(({ type }) => type !== ALARM);
  const alarms = resources.length - others.length;
  const rows = others.map((resource): [string, string] => [shortType(resource.type), nameOf(resource)]);
  return alarms === 0 ? rows : [[shortType(ALARM), `${alarms} alarms`], ...rows];
};

const ALARM = 'AWS::CloudWatch::Alarm';

const columns = (rows: [string, string][]): string[] => {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
};
