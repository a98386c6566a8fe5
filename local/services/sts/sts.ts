import type { Listener } from '../../endpoint/answer.ts';
import { queryProtocol } from '../../endpoint/aws-query-protocol.ts';
import { ACCOUNT_ID } from '../../values/account.ts';

/**
 * GetCallerIdentity. Credentials are not checked, so the answer is always the same.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export const stsApi = (): Listener =>
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
