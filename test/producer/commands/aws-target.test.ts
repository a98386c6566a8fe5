import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { consoleLink } from '../../../producer/kpi/execution/execution.ts';
import { openCsvFolder } from '../produce/trip-files-under-test.ts';
import { tripstreamHere } from '../tripstream-under-test.ts';

/** Knows no stack, and keeps what it was asked. */
const startCloudFormation = async () => {
  const asked: { stack: string | null; authorization: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const stack = new URLSearchParams(Buffer.concat(chunks).toString('utf8')).get('StackName');
    asked.push({ stack, authorization: request.headers.authorization ?? '' });
    const message = `Stack with id ${stack} does not exist`;
    const error = `<Error><Type>Sender</Type><Code>ValidationError</Code><Message>${message}</Message></Error>`;
    response.writeHead(400, { 'content-type': 'text/xml' }).end(`<ErrorResponse>${error}</ErrorResponse>`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, asked, close: () => server.close() };
};

const folder = openCsvFolder();
let cloudFormation: Awaited<ReturnType<typeof startCloudFormation>>;

beforeAll(async () => {
  cloudFormation = await startCloudFormation();
  const config = join(folder.folder, 'config');
  const credentials = join(folder.folder, 'credentials');
  writeFileSync(config, '[profile analytics]\nregion = eu-central-1\n');
  writeFileSync(credentials, '[analytics]\naws_access_key_id = ANALYTICS\naws_secret_access_key = secret\n');
  Object.assign(process.env, { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials });
});
afterAll(() => {
  cloudFormation.close();
  folder.remove();
});

const show = async (...args: readonly string[]) => {
  const before = cloudFormation.asked.length;
  const day = ['kpi', 'show', '--date', '2024-05-25'];
  const { stderr } = await tripstreamHere([...day, '--endpoint', cloudFormation.url, ...args]);
  return { stderr, asked: cloudFormation.asked[before] };
};

describe('the target of a command', () => {
  test.each([
    [[], 'Tripstream-dev', 'deploy it with "npx cdk deploy"'],
    [['--stage', 'prod'], 'Tripstream-prod', 'deploy it with "npx cdk deploy -c stage=prod"'],
    [['--stage', 'prod', '--stack', 'Mine'], 'Mine', 'give the name and the region of a stack that exists'],
  ])('%j is the stack %s', async (args, stack, remedy) => {
    const { stderr, asked } = await show(...args);
    expect(asked).toMatchObject({ stack, authorization: expect.stringContaining('local/') });
    expect(stderr).toContain(`there is no stack named ${stack}: ${remedy}`);
  });

  test('--profile brings its own region and credentials, and --region goes before its region', async () => {
    const profile = await show('--profile', 'analytics');
    expect(profile.asked?.authorization).toMatch(/Credential=ANALYTICS\/\d+\/eu-central-1\/cloudformation/);
    const region = await show('--profile', 'analytics', '--region', 'ap-south-1');
    expect(region.asked?.authorization).toMatch(/Credential=ANALYTICS\/\d+\/ap-south-1\/cloudformation/);
  });

  test('a profile that does not exist is named', async () => {
    const { stderr, asked } = await show('--profile', 'nope', '--region', 'eu-central-1');
    expect(stderr).toBe(
      'tripstream: the AWS profile nope has no credentials: log in, or name another with --profile\n',
    );
    expect(asked).toBeUndefined();
  });
});

describe('the console link of an execution', () => {
  const executionArn = 'arn:aws:states:eu-central-1:111122223333:execution:daily-kpi:kpi-2024-05-25-manual-1';

  test('names the region of the execution', () => {
    expect(consoleLink({ executionArn }, {})).toBe(
      `https://eu-central-1.console.aws.amazon.com/states/home?region=eu-central-1#/v2/executions/details/${executionArn}`,
    );
  });

  test('is not given where that console does not show it', () => {
    expect(consoleLink({ executionArn }, { endpoint: 'http://127.0.0.1:4566' })).toBeUndefined();
    expect(consoleLink({ executionArn: executionArn.replace('aws', 'aws-cn') }, {})).toBeUndefined();
  });
});
