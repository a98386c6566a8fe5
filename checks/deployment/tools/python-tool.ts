import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { baseEnvironment, CACHE } from './project.ts';
import { runCommand } from './run-command.ts';

/** A program from PyPI, in a virtual environment of its own with every version pinned. */
export interface PythonTool {
  readonly version: string;
  /** Installs it if needed, and returns the folder of its programs. */
  install(signal: AbortSignal): Promise<string>;
}

/** The tool `name`, whose pinned requirements are `<name>-requirements.txt` beside this file. */
export const pythonTool = (name: string): PythonTool => {
  const requirements = join(import.meta.dirname, `${name}-requirements.txt`);
  const pinned = readFileSync(requirements, 'utf8');
  const version = new RegExp(`^${name}==(\\S+)$`, 'm').exec(pinned)?.[1] ?? 'unknown';
  const environment = join(CACHE, `${name}-${version}`);
  const programs = join(environment, 'bin');
  /** Copied last: if it exists, the installation is complete, and its text says for which requirements. */
  const installed = join(environment, 'installed-requirements.txt');

  const install = async (signal: AbortSignal): Promise<string> => {
    if (existsSync(installed) && readFileSync(installed, 'utf8') === pinned) return programs;
    console.log(`    installing ${name} ${version} in ${environment}`);
    const options = { env: baseEnvironment(), signal };
    await rm(environment, { recursive: true, force: true });
    await mkdir(CACHE, { recursive: true });
    await runCommand('python3', ['-m', 'venv', environment], options);
    const pip = [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--requirement',
      requirements,
    ];
    await runCommand(join(programs, 'python'), pip, options);
    await copyFile(requirements, installed);
    return programs;
  };
  return { version, install };
};
