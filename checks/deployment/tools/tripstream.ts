import { join } from 'node:path';
import type { DeployedStack } from './cdk.ts';
import { PROJECT } from './project.ts';
import { runCommand } from './run-command.ts';

/** Runs the project's CLI against the deployed stack and returns what it printed. */
export type Tripstream = (args: readonly string[]) => Promise<string>;

/** The CLI, pointed at the deployed stack. */
export const tripstreamFor =
  (
    { name }: DeployedStack,
    { url, env, signal }: { url: string; env: NodeJS.ProcessEnv; signal: AbortSignal },
  ): Tripstream =>
  (args) =>
    runCommand(
      process.execPath,
      [join(PROJECT, 'producer', 'tripstream.ts'), ...args, '--endpoint', url, '--stack', name],
      { cwd: PROJECT, env, signal },
    );
