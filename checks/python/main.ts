import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalCloud, startLocalCloud } from '../../producer/local-cloud/local-cloud.ts';
import { waitUntilDrained } from '../../producer/local-cloud/pipe-drain.ts';
import { synthesize } from '../../producer/local-cloud/synthesize.ts';
import { onInterrupt } from '../../producer/terminal/interrupt.ts';
import { checkEqual } from '../deployment/tools/check.ts';
import { awsEnvironment, PROJECT } from '../deployment/tools/project.ts';
import { pythonTool } from '../deployment/tools/python-tool.ts';
import { runCommand } from '../deployment/tools/run-command.ts';
import { runSteps, type Step, type Tally } from '../deployment/tools/steps.ts';
import { readDocument } from './document.ts';

const HELP = `Usage: npm run test:python

Runs the two boto3 programs of docs/python.md, exactly as they stand there, against the local cloud, and compares what
they print with the document. Installs boto3 under .tripstream/; needs Python 3.10 or newer.
`;

const boto3 = pythonTool('boto3');
const { send, read, output } = readDocument();

const stepsIn = (folder: string, cleanup: AsyncDisposableStack, signal: AbortSignal): Step[] => {
  let python = 'python3';
  let cloud: LocalCloud;
  const environment = () => ({
    ...awsEnvironment({ url: cloud.url, caFile: undefined }),
    AWS_DEFAULT_REGION: 'us-east-1',
  });
  const run = (file: string, ...args: string[]): Promise<string> =>
    Promise.race([cloud.failure, runCommand(file, args, { env: environment(), cwd: PROJECT, signal })]);
  return [
    {
      name: 'boto3',
      run: async () => {
        python = join(await boto3.install(signal), 'python');
        return boto3.version;
      },
    },
    {
      name: 'a local cloud',
      run: async () => {
        const assemblyDir = join(folder, 'cdk.out');
        await synthesize(assemblyDir, signal);
        cloud = await startLocalCloud({ assemblyDir, port: 0 });
        cleanup.defer(() => cloud.stop());
        return cloud.url;
      },
    },
    {
      name: 'the program that sends a trip',
      run: async () => {
        checkEqual('what it prints', await run(python, '-c', send), '');
        await waitUntilDrained(cloud.url, { signal });
        return 'its events are recorded';
      },
    },
    {
      name: 'the run of its day',
      run: async () => {
        await run(process.execPath, 'producer/tripstream.ts', 'kpi', 'run', '--date', '2024-05-25');
        return 'published';
      },
    },
    {
      name: 'the program that reads the day',
      run: async () => {
        const printed = await run(python, '-c', read);
        checkEqual('what it prints, against docs/python.md', printed, output);
        return printed.trimEnd();
      },
    },
  ];
};

const main = async (): Promise<number> => {
  const interrupt = onInterrupt();
  const tally: Tally = { passed: 0, failed: 0 };
  const cleanup = new AsyncDisposableStack();
  try {
    const folder = await mkdtemp(join(tmpdir(), 'tripstream-python-'));
    cleanup.defer(() => rm(folder, { recursive: true, force: true }));
    await runSteps(stepsIn(folder, cleanup, interrupt.signal), tally, interrupt.signal);
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    console.log('interrupted');
  } finally {
    await cleanup.disposeAsync();
    interrupt.release();
  }
  console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
  if (interrupt.signal.aborted) return 130;
  return tally.failed === 0 ? 0 : 1;
};

if (process.argv.includes('--help')) process.stdout.write(HELP);
else process.exitCode = await main();
