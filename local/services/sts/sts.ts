import type { RequestListener } from 'node:http';
import { queryProtocol } from '../../endpoint/aws-query-protocol.ts';
import { ACCOUNT_ID } from '../../values/account.ts';

/**
 * GetCallerIdentity, which answers the same for any credentials: none are checked.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export const stsApi = (): RequestListener =>
  queryProtocol({
    name: 'STS',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    operations: {
      GetCallerIdentity: () => ({
        UserId: ACCOUNT_ID,
        Account: ACCOUNT_ID,
        Arn: `arn:aws:iam::${ACCOUNT_ID}:root`,
      }),
    },
  });
