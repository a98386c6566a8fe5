import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CheckFailed } from './check.ts';
import { BINARIES, PROJECT } from './project.ts';
import { runCommand } from './run-command.ts';

/** A stack as `cdk deploy` left it. */
export interface DeployedStack {
  readonly name: string;
  /** By output key; there may be others. */
  readonly outputs: Readonly<Record<string, string>>;
}

export interface CdkOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly scratchDir: string;
}

/** Finds the stack by one of its outputs, because its name may contain a stage. */
const KNOWN_OUTPUT = 'TripsTableName';

const readStack = async (outputsFile: string): Promise<DeployedStack> => {
  const stacks: Record<string, Record<string, string>> = JSON.parse(await readFile(outputsFile, 'utf8'));
  const found = Object.entries(stacks).find(([, outputs]) => KNOWN_OUTPUT in outputs);
  if (found === undefined) throw new CheckFailed(`no deployed stack has the output ${KNOWN_OUTPUT}`);
  return { name: found[0], outputs: found[1] };
};

/** The value of an output. @throws {CheckFailed} if the stack has no such output */
export const outputOf = ({ name, outputs }: DeployedStack, key: string): string => {
  const value = outputs[key];
  if (value === undefined) throw new CheckFailed(`the stack ${name} has no output ${key}`);
  return value;
};

interface Template {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties?: object }>;
}

/** The emulator does not support `dynamodb:LeadingKeys`: a condition on them would deny every request. */
const withoutNullOfLeadingKeys = (key: string, value: unknown) =>
  key === 'Null' && typeof value === 'object' && value !== null && 'dynamodb:LeadingKeys' in value
    ? undefined
    : value;

/** The emulator refuses alarms on metric math. */
const withoutMetricMath = ({ Resources, ...template }: Template): Template => ({
  ...template,
  Resources: Object.fromEntries(
    Object.entries(Resources).filter(
      ([, { Type, Properties = {} }]) => Type !== 'AWS::CloudWatch::Alarm' || !('Metrics' in Properties),
    ),
  ),
});

/**
 * Removes from the templates what the emulator does not support. The local cloud, cfn-lint and the template tests
 * cover that. With `alarms` as they are, the deployment fails after most resources have been created.
 */
const fitToEmulator = async (assembly: string, alarms: 'fitted' | 'as they are'): Promise<void> => {
  for (const file of await readdir(assembly)) {
    if (!file.endsWith('.template.json')) continue;
    const path = join(assembly, file);
    const template: Template = JSON.parse(await readFile(path, 'utf8'));
    const fitted = alarms === 'fitted' ? withoutMetricMath(template) : template;
    await writeFile(path, JSON.stringify(fitted, withoutNullOfLeadingKeys));
  }
};

/** The real CDK CLI, with its own output and home folders, so that it reads and leaves nothing elsewhere. */
export const cdkCli = ({ env, scratchDir }: CdkOptions) => {
  const assembly = join(scratchDir, 'cdk.out');
  const run = (args: readonly string[], signal: AbortSignal): Promise<string> =>
    runCommand(join(BINARIES, 'cdk'), [...args, '--no-color'], {
      cwd: PROJECT,
      // CDK's own check of a template takes longer than synthesizing it, and `npm test` runs it.
      env: { ...env, CDK_HOME: join(scratchDir, 'cdk-home'), CDK_VALIDATION: 'false' },
      signal,
    });
  const outputsFile = join(scratchDir, 'outputs.json');
  return {
    bootstrap: (signal: AbortSignal) => run(['bootstrap', '--output', assembly], signal),

    /** `context` entries are `key=value`. @throws {CommandFailed} if it fails, as it does with the alarms as they are */
    deploy: async (
      context: readonly string[],
      signal: AbortSignal,
      alarms: 'fitted' | 'as they are' = 'fitted',
    ): Promise<DeployedStack> => {
      const contextArgs = context.flatMap((setting) => ['--context', setting]);
      await run(['synth', '--quiet', '--output', assembly, ...contextArgs], signal);
      await fitToEmulator(assembly, alarms);
      const args = ['deploy', '--all', '--app', assembly, '--require-approval', 'never'];
      await run([...args, '--progress', 'events', '--outputs-file', outputsFile], signal);
      return readStack(outputsFile);
    },

    destroy: (signal: AbortSignal) => run(['destroy', '--all', '--force', '--app', assembly], signal),
  };
};
