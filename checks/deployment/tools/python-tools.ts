import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { baseEnvironment, CACHE } from './project.ts';
import { runCommand } from './run-command.ts';

/** Programs from PyPI, in a virtual environment with every version pinned. */
export interface PythonTools {
  versionOf(name: string): string;
  /** Installs them if needed, and returns the folder of their programs. */
  install(signal: AbortSignal): Promise<string>;
}

const pythonTools = (name: string): PythonTools => {
  const requirements = join(import.meta.dirname, `${name}-requirements.txt`);
  const pinned = readFileSync(requirements, 'utf8');
  const environment = join(CACHE, `python-${name}`);
  const programs = join(environment, 'bin');
  /** Copied last: if it exists, the installation is complete. Its text is the requirements that were installed. */
  const installed = join(environment, 'installed-requirements.txt');

  const install = async (signal: AbortSignal): Promise<string> => {
    if (existsSync(installed) && readFileSync(installed, 'utf8') === pinned) return programs;
    console.log(`    installing Python programs in ${environment}`);
    const options = { env: baseEnvironment(), signal };
    await rm(environment, { recursive: true, force: true });
    await mkdir(CACHE, { recursive: true });
    await runCommand('python3', ['-m', 'venv', environment], options);
    // Python compiles a module when it is first imported, and most modules never are.
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-compile'];
    await runCommand(join(programs, 'python'), [...pip, '--requirement', requirements], options);
    await copyFile(requirements, installed);
    return programs;
  };
  return {
    versionOf: (program) => new RegExp(`^${program}==(\\S+)$`, 'm').exec(pinned)?.[1] ?? 'unknown',
    install,
  };
};

/** The AWS CLI and boto3. */
export const AWS_TOOLS = pythonTools('aws');
/** MiniStack. Separate from the AWS CLI, which needs another version of botocore. */
export const DEPLOYMENT_TOOLS = pythonTools('deployment');
/** cfn-lint. Separate from the others, because its check may run at the same time. */
export const LINT_TOOLS = pythonTools('lint');
