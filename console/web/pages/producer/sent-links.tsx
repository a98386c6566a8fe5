import { counted } from '../../../../producer/terminal/text.ts';
import type { SendingJob } from '../../../api/producer.ts';
import { Link } from '../../components/link.tsx';

/** Links to what a job has sent. */
export const SentLinks = ({ job: { trips, days } }: { readonly job: SendingJob }) => (
  <div class="sent-links">
    {trips.length === 0 ? null : (
      <div>
        <h3>Some of the trips</h3>
        <ul>
          {trips.map(({ id, sort }) => (
            <li key={`${sort} ${id}`}>
              <Link to={`/trips?id=${encodeURIComponent(id)}`}>{id}</Link>
              {sort === undefined ? '' : ` ${sort}`}
            </li>
          ))}
        </ul>
      </div>
    )}
    {days.length === 0 ? null : (
      <div>
        <h3>The days they count for</h3>
        <ul>
          {days.map(({ date, kind, events }) => (
            <li key={date}>
              <Link to={`/days?date=${date}`}>{date}</Link> {counted(events, kind)}
            </li>
          ))}
        </ul>
      </div>
    )}
  </div>
);
