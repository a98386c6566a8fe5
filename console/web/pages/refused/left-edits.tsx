import type { RefusedList } from '../../../api/refused.ts';
import { wholeNumber } from '../../client/times.ts';
import { Payload } from '../../components/payload.tsx';
import { type AllEdits, storeEdit } from './event/stored-edits.ts';

interface LeftEditsProps {
  readonly list: RefusedList;
  readonly edits: AllEdits;
}

/** Edits of events that have left the quarantine. They are kept until someone discards them. */
export const LeftEdits = ({ list, edits }: LeftEditsProps) => {
  const { events, hidden, isCut, queueUrl } = list;
  const read = new Set(events.map(({ position }) => position));
  const left = [...edits].filter(([position]) => !read.has(position));
  if (left.length === 0 || hidden > 0 || isCut) return null;
  return (
    <section class="card">
      <h2>
        {left.length === 1 ? 'An edit is left over' : `${wholeNumber(left.length)} edits are left over`}
      </h2>
      <p>
        Someone else has replayed or deleted {left.length === 1 ? 'its event' : 'their events'} in the
        meantime. The edits made here were not sent.
      </p>
      {left.map(([position, { edits: changed }]) => (
        <div key={position} class="left-edit">
          <h3>{position}</h3>
          <Payload title={`Edit of ${position}`}>{JSON.stringify(changed, null, 2)}</Payload>
          <button type="button" class="button" onClick={() => storeEdit(queueUrl, position, undefined)}>
            Discard
          </button>
        </div>
      ))}
    </section>
  );
};
