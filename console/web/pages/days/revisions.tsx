import { counted } from '../../../../producer/terminal/text.ts';
import type { DayDetail, RevisionSummary } from '../../../api/days.ts';
import { timeZone } from '../../client/stack-status.ts';
import { dateAndTime } from '../../client/times.ts';
import { Link } from '../../components/link.tsx';
import { ScrollFrame } from '../../components/scroll-frame.tsx';
import { changeText, metricText } from './day-text.ts';

const RevisionRow = ({
  revision,
  columns,
}: {
  readonly revision: RevisionSummary;
  readonly columns: DayDetail['columns'];
}) => {
  const { metrics, change, because, generatedAt, runName } = revision;
  return (
    <tr>
      <th scope="row" class="number">
        {revision.revision}
      </th>
      <td class="when">
        <Link to={`/runs/daily-kpi/${encodeURIComponent(runName)}`}>
          {dateAndTime(generatedAt, timeZone.value)}
        </Link>
      </td>
      <td>{because ?? 'first'}</td>
      {columns.map((column) => (
        <td key={column.name} class="number">
          {metricText(metrics[column.name], column)}
          {change?.[column.name] === undefined ? null : (
            <span class="change-of-metric">{changeText(change[column.name], column)}</span>
          )}
        </td>
      ))}
    </tr>
  );
};

/** How a day's metrics have changed, and why. */
export const Revisions = ({ day }: { readonly day: DayDetail }) => {
  const { revisions, unchanged, overtaken, columns } = day;
  if (revisions.length === 0) return null;
  return (
    <section class="card revisions">
      <h2>{counted(revisions.length, 'revision')}</h2>
      <ScrollFrame label="Revisions">
        <table class="figures-table">
          <thead>
            <tr>
              <th scope="col" class="number">
                no.
              </th>
              <th scope="col">run at</th>
              <th scope="col">because</th>
              {columns.map(({ name, label }) => (
                <th key={name} scope="col" class="number">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {revisions.toReversed().map((revision) => (
              <RevisionRow key={revision.revision} revision={revision} columns={columns} />
            ))}
          </tbody>
        </table>
      </ScrollFrame>
      <p class="note">Times in {timeZone.value}.</p>
      {unchanged === 0 ? null : <p class="note">{counted(unchanged, 'run')} changed nothing.</p>}
      {overtaken === 0 ? null : (
        <p class="note">{counted(overtaken, 'run')} published nothing: a newer run was faster.</p>
      )}
    </section>
  );
};
