import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { baseEnvironment, CACHE } from './project.ts';
import { runCommand } from './run-command.ts';
import { type Server, startServer } from './server.ts';

const REQUIREMENTS = join(import.meta.dirname, 'ministack-requirements.txt');

/** The version that the requirements pin. */
export const MINISTACK_VERSION =
  /^ministack==(\S+)$/m.exec(readFileSync(REQUIREMENTS, 'utf8'))?.[1] ?? 'unknown';

const ENVIRONMENT = join(CACHE, `ministack-${MINISTACK_VERSION}`);
/** Copied last, so its presence says that all before is there; its text, of which requirements. */
const INSTALLED = join(ENVIRONMENT, 'installed-requirements.txt');

const isInstalled = (): boolean =>
  existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === readFileSync(REQUIREMENTS, 'utf8');

const install = async (signal: AbortSignal): Promise<void> => {
  const options = { env: baseEnvironment(), signal };
  await rm(ENVIRONMENT, { recursive: true, force: true });
  await mkdir(CACHE, { recursive: true });
  await runCommand('python3', ['-m', 'venv', ENVIRONMENT], options);
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--requirement',
    REQUIREMENTS,
  ];
  await runCommand(join(ENVIRONMENT, 'bin', 'python'), pip, options);
  await copyFile(REQUIREMENTS, INSTALLED);
};

/** Installs MiniStack where it is not there yet, and starts it with its files in `scratchDir`. */
export const startMiniStack = async (scratchDir: string, signal: AbortSignal): Promise<Server> => {
  if (!isInstalled()) {
    console.log(`    installing MiniStack ${MINISTACK_VERSION} in ${ENVIRONMENT}`);
    await install(signal);
  }
  return startServer(
    (port) => ({
      file: join(ENVIRONMENT, 'bin', 'ministack'),
      args: [],
      cwd: scratchDir,
      // Its Lambda functions run on the `node` of the PATH, which baseEnvironment makes the project's.
      env: { ...baseEnvironment(), GATEWAY_PORT: String(port), BIND_HOST: '127.0.0.1', TMPDIR: scratchDir },
    }),
    { healthPath: '/_ministack/health', signal },
  );
};
