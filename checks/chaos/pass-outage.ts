import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { clientConfiguration } from '../../producer/stack/aws-access.ts';
import type { ChaosCloud } from './chaos-cloud.ts';
import { OUTAGE_MINUTES } from './fault-profile.ts';

/** Pipes wait up to 2 s of real time before they retry. */
const MINUTE_TAKES_MS = 1_000;

const advanceAMinute = async (url: string): Promise<void> => {
  const body = JSON.stringify({ advanceSeconds: 60 });
  const response = await fetch(new URL('/_local/clock', url), { method: 'POST', body });
  if (!response.ok) throw new Error(`the clock of the local cloud answered ${await response.text()}`);
};

const isEmpty = async ({ url, tableName }: ChaosCloud): Promise<boolean> => {
  const dynamodb = new DynamoDBClient(clientConfiguration({ endpoint: url }));
  const { Count } = await dynamodb.send(new ScanCommand({ TableName: tableName, Select: 'COUNT' }));
  dynamodb.destroy();
  return Count === 0;
};

/**
 * Moves the cloud's clock forward by a minute each second until the outage is over.
 *
 * @throws Error if the table stored something during the outage
 */
export const passOutage = async (cloud: ChaosCloud, say: (line: string) => void): Promise<void> => {
  for (let minute = 1; minute <= OUTAGE_MINUTES; minute += 1) {
    await sleep(MINUTE_TAKES_MS);
    if (minute === OUTAGE_MINUTES && !(await isEmpty(cloud)))
      throw new Error('the table accepted trips during its outage');
    await advanceAMinute(cloud.url);
    if (minute % 10 === 0) say(`${minute} minutes have passed by the cloud's clock`);
  }
};
