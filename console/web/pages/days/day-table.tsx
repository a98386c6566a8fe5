import type { DayRange } from '../../../api/days.ts';
import { Link } from '../../components/link.tsx';
import { ScrollFrame } from '../../components/scroll-frame.tsx';
import { daysAddress } from './address.ts';
import { looksOf, metricText, NOT_AUDITED } from './day-text.ts';

/** All days of the range with all their metrics, newest first. */
export const DayTable = ({ range: { days, columns } }: { readonly range: DayRange }) => (
  <section class="card all-days">
    <h2>All days</h2>
    <ScrollFrame label="All days">
      <table class="figures-table">
        <thead>
          <tr>
            <th scope="col">date</th>
            {columns.map(({ name, label }) => (
              <th key={name} scope="col" class="number">
                {label}
              </th>
            ))}
            <th scope="col">status</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={day.date}>
              <th scope="row">
                <Link to={daysAddress({ date: day.date })}>{day.date}</Link>
              </th>
              {columns.map((column) => (
                <td key={column.name} class="number">
                  {metricText(day.metrics?.[column.name], column)}
                </td>
              ))}
              <td>
                {looksOf(day)
                  .filter((look) => look !== NOT_AUDITED)
                  .map(({ word }) => word)
                  .join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  </section>
);
