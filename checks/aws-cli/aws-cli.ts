import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fieldOf } from '../../producer/stack/json-field.ts';
import { CheckFailed } from '../deployment/tools/check.ts';
import { awsEnvironment, PROJECT } from '../deployment/tools/project.ts';
import { runCommand } from '../deployment/tools/run-command.ts';

/** The name of the stack that the local cloud runs. */
export const STACK = 'Tripstream-dev';

/** The real AWS CLI and boto3, talking to a cloud. */
export interface AwsCli {
  /** Runs `aws` and returns the JSON that it prints; undefined if it prints nothing. */
  json(...args: readonly string[]): Promise<unknown>;
  /** Runs `aws` and returns what it prints. */
  text(...args: readonly string[]): Promise<string>;
  /** Runs `aws sqs` and returns the JSON that it prints; undefined if it prints nothing. */
  sqs(...args: readonly string[]): Promise<unknown>;
  /** Runs a shell command line in which `aws` is the real CLI. */
  shell(line: string, variables: Readonly<Record<string, string>>): Promise<string>;
  /** Runs a Python program in this folder, with boto3. */
  python(program: string, ...args: readonly string[]): Promise<string>;
}

/**
 * In older regions, version 1 of the CLI sends `aws sqs` to `queue.amazonaws.com`, whatever AWS_ENDPOINT_URL says; only
 * --endpoint-url prevents it (awscli/customizations/overridesslcommonname.py). In this region it does not.
 */
const REGION_WITHOUT_OLD_NAMES = 'eu-central-2';

/** `programs` is the folder of the virtual environment's programs, `url` where the cloud answers. */
export const awsCli = (programs: string, url: string, signal: AbortSignal): AwsCli => {
  const environment = awsEnvironment({ url, caFile: undefined });
  const env = {
    ...environment,
    PATH: `${programs}${delimiter}${environment.PATH ?? ''}`,
    // The CLI and boto3 do not read AWS_REGION.
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_PAGER: '',
  };
  const options = { env, cwd: PROJECT, signal };
  const json = async (args: readonly string[]): Promise<unknown> => {
    const output = await text(...args, '--output', 'json');
    return output.trim() === '' ? undefined : JSON.parse(output);
  };
  const text = (...args: readonly string[]) => runCommand(join(programs, 'aws'), args, options);
  return {
    text,
    json: (...args) => json(args),
    sqs: (...args) => json(['sqs', ...args, '--endpoint-url', url]),
    shell: (line, variables) =>
      runCommand('sh', ['-c', line], {
        ...options,
        env: {
          ...env,
          AWS_DEFAULT_REGION: REGION_WITHOUT_OLD_NAMES,
          AWS_REGION: REGION_WITHOUT_OLD_NAMES,
          ...variables,
        },
      }),
    python: (program, ...args) =>
      runCommand(join(programs, 'python'), [join(import.meta.dirname, program), ...args], options),
  };
};

/** The list at the end of a path of field names. @throws {CheckFailed} if there is none */
export const listIn = (value: unknown, ...path: readonly string[]): readonly unknown[] => {
  const list = fieldOf(value, ...path);
  if (Array.isArray(list)) return list;
  throw new CheckFailed(`${JSON.stringify(value)?.slice(0, 300)} has no list ${path.join('.')}`);
};

const DEADLINE_MS = 60_000;
const POLL_MS = 500;

/** Asks again until there is an answer. @throws {CheckFailed} after a minute without one */
export const untilFound = async <Found>(
  what: string,
  find: () => Promise<Found | undefined>,
): Promise<Found> => {
  const deadline = performance.now() + DEADLINE_MS;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    if (performance.now() > deadline)
      throw new CheckFailed(`${what} was not seen within ${DEADLINE_MS / 1000} s`);
    await sleep(POLL_MS);
  }
};
