import { expect, test } from '@jest/globals';
import { clientConfiguration } from '../../../producer/stack/aws-access.ts';

test('any endpoint is used; only a local one brings a region and credentials of its own', () => {
  const local = clientConfiguration({ endpoint: 'http://localhost:4566' });
  expect(local).toMatchObject({ endpoint: 'http://localhost:4566', credentials: { accessKeyId: 'local' } });
  const elsewhere = clientConfiguration({ endpoint: 'https://aws.example.com' });
  expect(elsewhere).toMatchObject({ endpoint: 'https://aws.example.com' });
  expect(elsewhere).not.toHaveProperty('credentials');
  expect(clientConfiguration({})).not.toHaveProperty('endpoint');
});
