import { type MetricAlarm, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { AlarmOn, AlarmsStatus } from './pipeline-status.ts';
import type { StatusSources } from './status-sources.ts';

/** As infra/watching/alarms.ts ends every description. */
const RUNBOOK = /docs\/runbook\.md, (\S+)$/;

const alarmOn = ({ AlarmName = '', AlarmDescription = '', ...alarm }: MetricAlarm): AlarmOn => ({
  name: AlarmName,
  since:
    alarm.StateTransitionedTimestamp?.toISOString() ?? alarm.StateUpdatedTimestamp?.toISOString() ?? null,
  reason: AlarmDescription.replace(/\. What to do: .*$/, ''),
  runbook: RUNBOOK.exec(AlarmDescription)?.[1] ?? null,
});

/** The stack's alarms, and which of them are on. @throws {Error} when there are none: a stack always has some */
export const readAlarms = async ({ cloudWatch, outputs }: StatusSources): Promise<AlarmsStatus> => {
  const alarms: MetricAlarm[] = [];
  const asked = { AlarmNamePrefix: outputs.alarmNamePrefix, AlarmTypes: ['MetricAlarm' as const] };
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client: cloudWatch }, asked))
    alarms.push(...MetricAlarms);
  if (alarms.length === 0) throw new Error(`CloudWatch has no alarm named ${outputs.alarmNamePrefix}…`);
  return { total: alarms.length, on: alarms.filter(({ StateValue }) => StateValue === 'ALARM').map(alarmOn) };
};
