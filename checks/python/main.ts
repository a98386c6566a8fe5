import { join } from 'node:path';
import { type LocalCloud, startLocalCloud } from '../../producer/local-cloud/local-cloud.ts';
import { waitUntilDrained } from '../../producer/local-cloud/pipe-drain.ts';
import { synthesize } from '../../producer/local-cloud/synthesize.ts';
import { checkEqual } from '../deployment/tools/check.ts';
import { checkProgram, type Run } from '../deployment/tools/check-program.ts';
import { awsEnvironment, PROJECT } from '../deployment/tools/project.ts';
import { AWS_TOOLS } from '../deployment/tools/python-tools.ts';
import { runCommand } from '../deployment/tools/run-command.ts';
import { runSteps, type Step } from '../deployment/tools/steps.ts';
import { readDocument } from './document.ts';

const HELP = `Usage: npm run test:python

Runs the two boto3 programs in docs/python.md, exactly as written there, against the local cloud, and compares what they
print with the document. Installs boto3 under .tripstream/; needs Python 3.10 or newer.
`;

const { send, read, output } = readDocument();

const stepsIn = ({ scratchDir, cleanup, signal }: Run): Step[] => {
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
        python = join(await AWS_TOOLS.install(signal), 'python');
        return AWS_TOOLS.versionOf('boto3');
      },
    },
    {
      name: 'a local cloud',
      run: async () => {
        const assemblyDir = join(scratchDir, 'cdk.out');
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

await checkProgram('python', HELP, (run) => runSteps(stepsIn(run), run.tally, run.signal));
