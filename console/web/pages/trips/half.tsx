import { money } from '../../../../producer/terminal/text.ts';
import type { StoredHalf } from '../../../api/trips.ts';
import { timeZone } from '../../client/stack-status.ts';
import { dateAndTime } from '../../client/times.ts';
import { Facts } from '../../components/facts.tsx';

interface HalfProps {
  readonly name: string;
  readonly half: StoredHalf | null;
}

const fieldText = (name: string, text: string): string => (name.endsWith('_amount') ? money(text) : text);

/** Half of a trip as the table holds it. */
export const Half = ({ name, half }: HalfProps) => (
  <section class="card half" aria-label={name}>
    <h2>{name}</h2>
    {half === null ? (
      <p>Not stored.</p>
    ) : (
      <>
        <Facts rows={Object.entries(half.fields).map(([field, text]) => [field, fieldText(field, text)])} />
        <h3>Where it came from</h3>
        <Facts
          rows={[
            ['arrived', `${dateAndTime(half.arrived_at, timeZone.value)} (${timeZone.value})`],
            ['stream', half.stream],
            ['shard', half.shard_id ?? 'no longer listed by the stream'],
            ['sequence number', half.sequence_number],
          ]}
        />
      </>
    )}
  </section>
);
