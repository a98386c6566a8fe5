import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ENVIRONMENT } from '../../functions/contracts/agreed.ts';
import { madeOnce } from '../jest/made-once.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
const BINARIES = join(PROJECT, 'node_modules', '.bin');

/** Skips CDK's check of the template, which takes seconds: test/infra/security.test.ts runs it. */
const synthesize = async (output: string): Promise<void> => {
  const env = {
    ...process.env,
    CDK_VALIDATION: 'false',
    PATH: `${BINARIES}${delimiter}${process.env.PATH ?? ''}`,
  };
  const args = ['synth', '--quiet', '--output', output];
  await promisify(execFile)(join(BINARIES, 'cdk'), args, { cwd: PROJECT, env });
};

/** The folder with the synthesized stack, which tests only read. The first test file that asks makes it for the run. */
export const sharedAssembly = (): Promise<string> => madeOnce('cdk.out', synthesize);

/** An environment in which commands copy the shared stack instead of synthesizing it again. */
export const synthesizedAlready = async (): Promise<Readonly<Record<string, string>>> => ({
  SHARED_ASSEMBLY: await sharedAssembly(),
  NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'copy-assembly.mjs'))}`,
});

const TEMPLATE = 'Tripstream-dev.template.json';

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

/** The stack with its resources changed, in its own folder. Only the template differs; all else is linked. */
export const changedAssembly = (
  assembly: string,
  directory: string,
  change: (resource: Resource) => void,
): string => {
  mkdirSync(directory);
  // The files that a cloud keeps next to its assembly are shared with the other clouds.
  mkdirSync(join(assembly, '.local-cloud'), { recursive: true });
  for (const name of readdirSync(assembly).filter((entry) => entry !== TEMPLATE))
    symlinkSync(join(assembly, name), join(directory, name));
  const template: { Resources: Record<string, Resource> } = JSON.parse(
    readFileSync(join(assembly, TEMPLATE), 'utf8'),
  );
  for (const resource of Object.values(template.Resources)) change(resource);
  writeFileSync(join(directory, TEMPLATE), JSON.stringify(template));
  return directory;
};

/** Gives a day few partitions, because a daily KPI run calls a function for each. */
export const fewPartitions = ({ Properties }: Resource): void => {
  const { Variables } = Object(Properties.Environment);
  if (Variables?.[ENVIRONMENT.partitions] !== undefined) Variables[ENVIRONMENT.partitions] = '4';
};

/**
 * Lets pipes deliver right away: if few events are sent, each would otherwise wait a second for others. Each pipe has
 * one lane, because each lane costs a process of its function.
 */
export const deliverAtOnce = ({ Type, Properties }: Resource): void => {
  if (Type !== 'AWS::Pipes::Pipe') return;
  const { KinesisStreamParameters: stream, ...others } = Object(Properties.SourceParameters);
  Properties.SourceParameters = {
    ...others,
    KinesisStreamParameters: { ...stream, MaximumBatchingWindowInSeconds: 0, ParallelizationFactor: 1 },
  };
};
