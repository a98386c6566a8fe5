import type { WaitingHalf, WaitingHalves } from '../../../api/trips.ts';
import { timeZone } from '../../client/stack-status.ts';
import { writtenTime } from '../../client/times.ts';
import { Facts } from '../../components/facts.tsx';
import { Icon } from '../../components/icon.tsx';
import { Link } from '../../components/link.tsx';
import { Payload } from '../../components/payload.tsx';

/** The page to repair a record on: with the record chosen or, as a dead letter may cover many records, their list. */
const repairAddress = ({ waits_in, stream, shard_id, sequence_number }: WaitingHalf): string => {
  const fields: Record<string, string> =
    waits_in === 'quarantine' ? { id: `${stream} ${shard_id}:${sequence_number}` } : { show: 'dead' };
  return `/refused?${new URLSearchParams(fields)}`;
};

const One = ({ half }: { readonly half: WaitingHalf }) => (
  <section class="card waiting-half" aria-label={`Waits in ${half.waits_in}`}>
    <h2 class="with-icon">
      <Icon name="refused" /> Waits in {half.waits_in}
    </h2>
    <ul class="trip-reasons">
      {half.reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
    {half.payload === null ? (
      <p>The message does not contain what was sent.</p>
    ) : (
      <Payload title={`What was sent to ${half.stream}`}>{half.payload}</Payload>
    )}
    <Facts
      rows={[
        ['arrived', `${writtenTime(half.arrived_at, timeZone.value)} (${timeZone.value})`],
        ['stream', half.stream],
        ['shard', half.shard_id],
        ['sequence number', half.sequence_number],
      ]}
    />
    <p>
      <Link to={repairAddress(half)}>
        {half.waits_in === 'quarantine' ? 'Repair and replay it' : 'Redrive the dead letters'}
      </Link>
    </p>
  </section>
);

/** The records of a trip that wait in the queues. */
export const Waiting = ({ found: { waiting, unsearched } }: { readonly found: WaitingHalves }) => (
  <>
    {waiting.map((half) => (
      <One key={`${half.waits_in} ${half.stream} ${half.shard_id} ${half.sequence_number}`} half={half} />
    ))}
    {waiting.length === 0 ? <p>None of its events wait in quarantine or dead letters.</p> : null}
    {unsearched.map((sentence) => (
      <p key={sentence}>{sentence}</p>
    ))}
  </>
);
