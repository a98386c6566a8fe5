import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arn } from '../../../local/values/account.ts';
import { startLambdaHost } from '../../local/services/lambda/lambda-under-test.ts';
import { startStepFunctions } from '../../local/services/step-functions/step-functions-under-test.ts';

const DEFINITION = join(import.meta.dirname, '..', '..', '..', 'statemachines', 'daily-kpi.asl.json');
export const MACHINE = 'daily-kpi';

/**
 * Partition `<date>#<nn>` has nn trips, and the last of a day needs two calls. What happens to a date depends on its
 * month. A scheduled run is for 2024-05-25 and the late days that the script names.
 */
const functionSources = (folder: string): Record<string, string> => ({
  PlanKpiRun: `
    export const handler = async ({ input, execution_name, execution_start_time }) => {
      if (input.date === 'never') throw Object.assign(new Error('"never" is no day'), { name: 'InvalidRunInput' });
      if (input.scheduled_time?.startsWith('2024-03-')) throw new Error('scripted');
      const day = (date, reason) => ({
        date, reason, late_marker: null,
        lanes: date.startsWith('2024-09-') ? [] : Array.from({ length: 4 }, (_, n) => ({ partitions: [date + '#0' + n] })),
      });
      const days = input.date
        ? [day(input.date, 'requested')]
        : [day('2024-05-25', 'daily'), ...(input.late ?? []).map((date) => day(date, 'late-completions'))];
      return { run_id: execution_name, generated_at: execution_start_time, stop_at: execution_start_time, days };
    };`,
  AggregatePartition: `
    import { existsSync, writeFileSync } from 'node:fs';
    export const handler = async ({ lane: { partitions: [partition], cursor } }) => {
      const count = Number(partition.split('#')[1]);
      const aggregate = { count, sum: '0', min: null, max: null };
      if (partition === '2024-07-01#02') throw new Error('the item t1 has no fare');
      if (partition === '2024-08-01#01') {
        const marker = ${JSON.stringify(folder)} + '/tried';
        const isFirst = !existsSync(marker);
        writeFileSync(marker, '');
        if (isFirst) throw Object.assign(new Error('the table is throttled'), { name: 'TransientAwsError' });
      }
      const status = partition === '2024-10-01#01' ? 'out-of-time' : count === 3 && cursor === undefined ? 'unfinished' : 'finished';
      return {
        partitions: [partition], aggregate, status,
        partitions_read: Number(status === 'finished'), cursor: status === 'finished' ? null : 'page 2',
      };
    };`,
  PublishMetrics: `
    export const handler = async ({ date, reason, lanes }) => {
      if (date === '2024-07-02') throw new Error('the bucket is gone');
      const change = reason === 'late-completions' ? { count_trips: lanes.length, total_fare: '-0.5' } : null;
      return { date, reason, status: change ? 'restated' : 'first', revision: change ? 2 : 1, change };
    };`,
});

/** The daily KPI's own state machine on the local Step Functions over HTTP, with functions whose faults are scripted. */
export const startDailyKpiMachine = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tripstream-history-'));
  const host = await startLambdaHost();
  for (const [name, source] of Object.entries(functionSources(folder))) host.createFunction(name, source);
  const stepFunctions = await startStepFunctions(host.url);
  const definition = readFileSync(DEFINITION, 'utf8').replace(/\$\{(\w+)FunctionArn\}/g, (_, name) =>
    arn('lambda', `function:${name}`),
  );
  stepFunctions.create(MACHINE, JSON.parse(definition));
  return {
    ...stepFunctions,
    /** Runs to the end and returns the history. */
    historyOf: async (input: object, name?: string) => {
      const executionArn = await stepFunctions.start(MACHINE, input, name);
      await stepFunctions.ended(executionArn);
      return stepFunctions.history(executionArn);
    },
    close: async () => {
      await stepFunctions.close();
      await host.close();
      rmSync(folder, { recursive: true });
    },
  };
};
