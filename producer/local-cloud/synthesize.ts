import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_STAGE } from '../stack/stack-outputs.ts';
import { CommandError, InterruptedError } from '../terminal/command-error.ts';
import { passOn, writeError } from '../terminal/output.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const BINARIES = join(PROJECT, 'node_modules', '.bin');

/** The folder that `npm run synth` writes and `tripstream local` runs. */
export const PROJECT_ASSEMBLY = join(PROJECT, 'cdk.out');

/** Ends the CDK CLI together with the app and the bundler that it has started: it would leave those to themselves. */
const endGroup = (child: ChildProcess): void => {
  if (child.pid === undefined || child.exitCode !== null) return;
  if (process.platform === 'win32') child.kill();
  else process.kill(-child.pid, 'SIGKILL');
};

/**
 * Writes the CloudFormation template of the `dev` stage and its assets to `assemblyDir`. When it returns or throws, no
 * process of it runs any more.
 * @throws {CommandError} if `cdk synth` fails
 */
export const synthesize = async (assemblyDir: string, signal: AbortSignal): Promise<void> => {
  if (signal.aborted) throw new InterruptedError('interrupted before the stack was synthesized');
  // The CDK CLI starts the app with the `node` on the PATH, which has to be the project's.
  const PATH = `${BINARIES}${delimiter}${process.env.PATH ?? ''}`;
  // CDK's check of the template takes longer than making it. `npm run synth` and a deployment have it checked.
  const env = { ...process.env, PATH, CDK_VALIDATION: 'false' };
  // Not the stage of cdk.json: commands look for the stack of the default stage.
  const stage = ['--context', `stage=${DEFAULT_STAGE}`];
  const args = [join(BINARIES, 'cdk'), 'synth', '--quiet', '--output', assemblyDir, ...stage];
  const stdio: ['ignore', 'ignore', 'pipe'] = ['ignore', 'ignore', 'pipe'];
  // A process group of its own, which can be ended as a whole.
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
  writeError(said);
  throw new CommandError('"cdk synth" failed: its output is above');
};
