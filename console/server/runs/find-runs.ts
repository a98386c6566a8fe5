import { paginateListExecutions, type SFNClient } from '@aws-sdk/client-sfn';
import { dateInTimeZone } from '../../../functions/trip/business-time.ts';
import type { RunFilter, RunList, RunSummary } from '../../api/runs.ts';

const MOST_RUNS_SHOWN = 200;
/** The API cannot filter by time: at most this many are looked through, newest first. */
const MOST_LOOKED_AT = 1_000;

/** The executions that match a filter, newest first. */
export const findRuns = async (
  states: SFNClient,
  stateMachineArn: string,
  { machine, status, from = '', to = '9999' }: RunFilter,
  timeZone: string,
): Promise<RunList> => {
  const runs: RunSummary[] = [];
  let lookedAt = 0;
  const pages = paginateListExecutions(
    { client: states },
    { stateMachineArn, maxResults: MOST_RUNS_SHOWN, statusFilter: status },
  );
  for await (const { executions = [] } of pages) {
    for (const { name = '', status: found = '', startDate = new Date(0), stopDate } of executions) {
      const day = dateInTimeZone(startDate, timeZone);
      if (day < from) return { runs };
      lookedAt += 1;
      if (day > to) continue;
      const stoppedAt = stopDate?.toISOString();
      runs.push({ machine, name, status: found, startedAt: startDate.toISOString(), stoppedAt });
    }
    if (runs.length >= MOST_RUNS_SHOWN || lookedAt >= MOST_LOOKED_AT) return { runs, lookedAt };
  }
  return { runs };
};
