import type { StackTarget } from '../stack/stack-outputs.ts';
import type { KpiRun } from './daily-kpi.ts';

/**
 * Where the AWS console shows an execution; undefined when it runs elsewhere, or in a partition whose console has
 * another host.
 */
export const consoleLink = (
  { executionArn }: Pick<KpiRun, 'executionArn'>,
  { endpoint }: StackTarget,
): string | undefined => {
  const [, partition, , region] = executionArn.split(':');
  if (endpoint !== undefined || partition !== 'aws') return undefined;
  return `https://${region}.console.aws.amazon.com/states/home?region=${region}#/v2/executions/details/${executionArn}`;
};
