import { existsSync, readFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CheckFailed } from '../tools/check.ts';
import { baseEnvironment, CACHE, PROJECT } from '../tools/project.ts';
import { runCommand } from '../tools/run-command.ts';
import type { Step } from '../tools/steps.ts';
import { type Server, startServer } from './server.ts';

const POM = join(import.meta.dirname, 'dynamodb-local.pom.xml');
const VERSION =
  /<artifactId>DynamoDBLocal<\/artifactId>\s*<version>(.+?)</.exec(readFileSync(POM, 'utf8'))?.[1] ??
  'unknown';
const LIBRARIES = join(CACHE, `dynamodb-local-${VERSION}`);
const SERVER = 'com.amazonaws.services.dynamodbv2.local.main.ServerRunner';
const TESTS = 'test/functions/intake/trip-table';

const isPresent = async (program: string, signal: AbortSignal): Promise<boolean> => {
  try {
    await runCommand(program, ['-version'], { env: baseEnvironment(), signal });
    return true;
  } catch (error) {
    signal.throwIfAborted();
    if (Error.isError(error) && error.name === 'CommandFailed') return false;
    throw error;
  }
};

const fetchLibraries = async (signal: AbortSignal): Promise<void> => {
  const partial = `${LIBRARIES}.partial`;
  await rm(partial, { recursive: true, force: true });
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${partial}`];
  await runCommand('mvn', ['--batch-mode', '--quiet', '--file', POM, ...goal], {
    // Maven ends before the optimizing compiler and the concurrent collector pay off.
    env: { MAVEN_OPTS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC', ...baseEnvironment() },
    signal,
  });
  await rename(partial, LIBRARIES);
};

const start = (signal: AbortSignal): Promise<Server> =>
  startServer(
    (port) => ({
      file: 'java',
      args: [
        `-Djava.library.path=${LIBRARIES}`,
        ...['-cp', join(LIBRARIES, '*'), SERVER],
        ...['-inMemory', '-disableTelemetry', '-port', String(port)],
      ],
      env: baseEnvironment(),
    }),
    { protocol: 'http', healthPath: '/', signal },
  );

const runTests = async (endpoint: string, signal: AbortSignal): Promise<string> => {
  const output = await runCommand('npm', ['test', '--silent', '--', TESTS, '--json'], {
    cwd: PROJECT,
    env: { ...baseEnvironment(), TRIPSTREAM_DYNAMODB_ENDPOINT: endpoint },
    signal,
  });
  const { numPassedTests }: { numPassedTests?: number } = JSON.parse(output);
  if (!numPassedTests) throw new CheckFailed(`${TESTS} ran no test`);
  return `${numPassedTests} tests of the table adapter passed on AWS's DynamoDB Local ${VERSION}`;
};

/** Starts DynamoDB Local, if an earlier check has fetched it and Java is installed. */
export const startDynamoDbLocal = async (signal: AbortSignal): Promise<Server | undefined> =>
  existsSync(LIBRARIES) && (await isPresent('java', signal)) ? start(signal) : undefined;

/** Runs the table adapter's own tests on DynamoDB Local, which AWS provides for testing. */
export const dynamoDbLocalStep = (signal: AbortSignal): Step => ({
  name: `table adapter on DynamoDB Local ${VERSION}`,
  run: async () => {
    for (const program of ['java', 'mvn'])
      if (!(await isPresent(program, signal))) return { skipped: `${program} is not installed` };
    if (!existsSync(LIBRARIES)) {
      console.log(`    fetching DynamoDB Local ${VERSION} from Maven Central to ${LIBRARIES}`);
      await fetchLibraries(signal);
    }
    const server = await start(signal);
    try {
      return await runTests(server.url, signal);
    } finally {
      await server.stop();
    }
  },
});
