import { GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Endpoint } from '../../../../local/endpoint/endpoint.ts';
import { stsApi } from '../../../../local/services/sts/sts.ts';
import { clientConfig, startServices } from '../../services-under-test.ts';

let endpoint: Endpoint;
let sts: STSClient;
beforeEach(async () => {
  endpoint = await startServices({ sts: stsApi() });
  sts = new STSClient({ ...clientConfig(endpoint), maxAttempts: 1 });
});
afterEach(async () => {
  sts.destroy();
  await endpoint.close();
});

test('any credentials are those of the local account', async () => {
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: '000000000000',
    Arn: 'arn:aws:iam::000000000000:root',
    UserId: '000000000000',
  });
});

test('other kinds of credentials are not available', async () => {
  const session = sts.send(new GetSessionTokenCommand({}));
  await expect(session).rejects.toMatchObject({
    name: 'InvalidAction',
    message: 'The local cloud has no STS operation "GetSessionToken".',
  });
});
