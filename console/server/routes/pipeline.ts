import { DOERS, findingsOf, verdictOf } from '../../../producer/status/findings.ts';
import { describeAlarms } from '../../../producer/status/read-alarms.ts';
import { readParts } from '../../../producer/status/read-status.ts';
import { headline, statusRows } from '../../../producer/status/status-text.ts';
import { BadRequest } from '../../api/fields.ts';
import {
  alarmHistory,
  alarmList,
  type PipelineNow,
  pipelineNow,
  runbookSection,
} from '../../api/pipeline.ts';
import { alarmChanges } from '../alarms/alarm-changes.ts';
import { runbookSectionOf } from '../alarms/runbook.ts';
import type { StackAccess } from '../aws/stack-access.ts';
import { on } from '../http/route.ts';
import { MINUTELY, watching } from '../live/watch.ts';

const readPipeline = async (stack: StackAccess): Promise<PipelineNow> => {
  const status = await readParts(await stack.statusSources(), stack.target, new Date());
  const findings = findingsOf(status, stack.target);
  return {
    status,
    verdict: verdictOf(status, findings),
    headline: headline(status, findings),
    rows: statusRows(status, findings),
    findings: findings.map((finding) => ({ ...finding, doer: DOERS[finding.who] })),
  };
};

export const pipelineRoutes = [
  on(runbookSection, async ({ section }) => {
    const blocks = await runbookSectionOf(section);
    if (blocks === undefined) throw new BadRequest(`docs/runbook.md has no section "${section}".`);
    return { blocks };
  }),
];

export const pipelineWatches = [
  watching(pipelineNow, (_params, stack) => readPipeline(stack), MINUTELY),
  watching(
    alarmList,
    async (_params, stack) => ({
      alarms: await describeAlarms(await stack.statusSources()),
      readAt: new Date().toISOString(),
    }),
    MINUTELY,
  ),
  watching(
    alarmHistory,
    async ({ name }, stack) => {
      const { cloudWatch } = await stack.statusSources();
      return { changes: await alarmChanges(cloudWatch, name) };
    },
    MINUTELY,
  ),
];
