import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { arn } from '../../local/values/account.ts';
import { startLambdaHost } from '../local/services/lambda/lambda-under-test.ts';
import { startStepFunctions } from '../local/services/step-functions/step-functions-under-test.ts';
import { readDefinition } from './definition-under-test.ts';

/** Three segments with three pages each, one read per call. The date says which segment fails, and with which error. */
const FUNCTIONS = {
  PlanAudit: `
    export const handler = async ({ input, execution_name, execution_start_time }) => {
      if (input.date === 'never') throw Object.assign(new Error('"never" is no day'), { name: 'InvalidRunInput' });
      return {
        run_id: execution_name, audited_at: execution_start_time, date: JSON.stringify(input), started_before: 's',
        published: null, published_at: null, segments: [0, 1, 2], total_segments: 3,
      };
    };`,
  AuditSegment: `
    const failed = new Set();
    const asked = new Set();
    export const handler = async (request) => {
      const { date, segment, total_segments, started_before, published_at, pages = 0, cursor = null } = request;
      if (total_segments !== 3 || started_before !== 's' || published_at !== null) throw new Error('lost on the way');
      const { run, fails, as, once } = JSON.parse(date);
      if (segment === fails && cursor === '2' && !(once && failed.has(run))) {
        failed.add(run);
        throw Object.assign(new Error('scripted'), { name: as });
      }
      const call = JSON.stringify([date, segment, cursor]);
      if (asked.has(call)) throw new Error('page ' + cursor + ' of segment ' + segment + ' was read twice');
      asked.add(call);
      const next = { null: '1', 1: '2', 2: null }[cursor];
      return { ...request, pages: pages + 1, cursor: next };
    };`,
  PublishAudit: `export const handler = async (request) => ({ published: request });`,
};

let host: Awaited<ReturnType<typeof startLambdaHost>>;
let stepFunctions: Awaited<ReturnType<typeof startStepFunctions>>;

beforeAll(async () => {
  host = await startLambdaHost();
  for (const [name, source] of Object.entries(FUNCTIONS)) host.createFunction(name, source);
  stepFunctions = await startStepFunctions(host.url);
});
afterAll(async () => {
  await stepFunctions.close();
  await host.close();
});

const definition: unknown = JSON.parse(
  readDefinition('audit').text.replace(/\$\{(\w+)FunctionArn\}/g, (_, name) =>
    arn('lambda', `function:${name}`),
  ),
);

const run = async (name: string, input: object) => {
  const { execution, output, history } = await stepFunctions.run(name, definition, { run: name, ...input });
  const states = history.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
  return { execution, output, history, states };
};

test('every segment is read to its end, and what was counted in each goes into the file', async () => {
  const { execution, output, history } = await run('whole', {});
  expect(execution.status).toBe('SUCCEEDED');
  // As in the estimate of an audit: three segments, each read by three calls.
  expect(history).toHaveLength(18 + 3 * (11 + 2 * 7));
  const { run_id, audited_at, published, partials } = output.published;
  expect([run_id, audited_at, published]).toEqual([execution.name, execution.startDate?.toISOString(), null]);
  expect(partials).toEqual(
    [0, 1, 2].map((segment) => expect.objectContaining({ segment, pages: 3, cursor: null })),
  );
});

test('a segment that fails fails the audit, which then writes nothing', async () => {
  const { execution, states } = await run('failing', { fails: 1, as: 'TypeError' });
  expect(execution).toMatchObject({ status: 'FAILED', error: 'TypeError' });
  expect(states).not.toContain('Write what the audit has found');
});

test('a segment that is throttled is counted by another attempt, from where it stopped', async () => {
  const { execution, output } = await run('throttled', { fails: 1, as: 'TransientAwsError', once: true });
  expect(execution.status).toBe('SUCCEEDED');
  expect(output.published.partials[1].pages).toBe(3);
});

test('an input that names no day ends the audit with the reason', async () => {
  const { execution, states } = await run('refused', { date: 'never' });
  expect(execution).toMatchObject({
    status: 'FAILED',
    error: 'InvalidRunInput',
    cause: '"never" is no day',
  });
  expect(states).not.toContain('Count the trips of every segment');
});
