import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fieldOf } from '../stack/json-field.ts';
import { DEFAULT_STAGE } from '../stack/stack-outputs.ts';
import { CommandError, InputError, InterruptedError, oneLine } from '../terminal/command-error.ts';
import { passOn, writeError } from '../terminal/output.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** The folder that `npm run synth` writes and `tripstream local` runs. */
export const PROJECT_ASSEMBLY = join(PROJECT, 'cdk.out');

/** The exit code of the app when it has said which setting it cannot use. */
const SETTING_REFUSED = 2;

/** Ends the app together with the bundler that it started. */
const endGroup = (child: ChildProcess): void => {
  if (child.pid === undefined || child.exitCode !== null) return;
  if (process.platform === 'win32') child.kill();
  else process.kill(-child.pid, 'SIGKILL');
};

/** The context in cdk.json, plus what the CDK CLI adds to it that affects the template. */
const readContext = async (): Promise<object> => {
  const file = join(PROJECT, 'cdk.json');
  const settings: unknown = await readFile(file, 'utf8')
    .then(JSON.parse)
    .catch((error: unknown) => {
      throw new CommandError(`${file} cannot be read: ${oneLine(error)}`);
    });
  return {
    ...Object(fieldOf(settings, 'context')),
    // Not the stage of cdk.json: commands look for the stack of the default stage.
    stage: DEFAULT_STAGE,
    'aws:cdk:enable-path-metadata': true,
    'aws:cdk:enable-asset-metadata': true,
    'aws:cdk:disable-version-reporting': true,
  };
};

/**
 * Writes the CloudFormation template of the `dev` stage and its assets to `assemblyDir`, like `cdk synth`, but without
 * CDK's check of the template, which takes longer than making it. It leaves no process running when it returns or
 * throws.
 * @throws {InputError} if a setting in cdk.json cannot be used
 * @throws {CommandError} if cdk.json cannot be read or the app fails
 */
export const synthesize = async (assemblyDir: string, signal: AbortSignal): Promise<void> => {
  const context = await readContext();
  if (signal.aborted) throw new InterruptedError('interrupted before the stack was synthesized');
  const env = {
    ...process.env,
    CDK_OUTDIR: resolve(assemblyDir),
    CDK_CONTEXT_JSON: JSON.stringify(context),
    CDK_VALIDATION: 'false',
  };
  const args = ['--import', './checks/node-24.mjs', 'infra/app.ts'];
  const stdio: ['ignore', 'ignore', 'pipe'] = ['ignore', 'ignore', 'pipe'];
  // Its own process group, which can be ended as a whole.
  const child = spawn(process.execPath, args, { cwd: PROJECT, env, stdio, detached: true });
  const end = (): void => endGroup(child);
  signal.addEventListener('abort', end, { once: true });
  let said = '';
  const printed = passOn(child.stderr, (text) => {
    said += text;
  });
  const [code]: (number | null)[] = await once(child, 'exit');
  await printed;
  signal.removeEventListener('abort', end);
  if (signal.aborted) throw new InterruptedError('interrupted while the stack was synthesized');
  if (code === 0) return;
  if (code === SETTING_REFUSED) throw new InputError(said.trim());
  writeError(said);
  throw new CommandError('the stack could not be synthesized: the output of infra/app.ts is above');
};
