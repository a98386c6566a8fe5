import { useState } from 'preact/hooks';
import { type RunEvent, type RunName, runEvent } from '../../../api/runs.ts';
import { timeZone } from '../../client/stack-status.ts';
import { exactTime, wholeNumber } from '../../client/times.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { Payload } from '../../components/payload.tsx';
import { Shown } from '../../components/shown.tsx';
import { type Column, VirtualTable } from '../../components/virtual-table.tsx';

const columns = (zone: string): readonly Column<RunEvent>[] => [
  { title: 'No.', width: '3.5rem', isNumber: true, cell: ({ id }) => id },
  { title: 'Time', width: '7rem', cell: ({ atMs }) => exactTime(atMs, zone) },
  { title: 'Event', width: '2fr', cell: ({ type }) => type },
  { title: 'State', width: '3fr', cell: ({ name }) => name },
  { title: 'Item', width: '3rem', isNumber: true, cell: ({ index }) => index },
  { title: 'Error', width: '2fr', cell: ({ error }) => error },
];

/** All events of a run; the chosen one is shown in full. */
export const EventTable = ({
  run,
  events,
}: {
  readonly run: RunName;
  readonly events: readonly RunEvent[];
}) => {
  const [chosen, setChosen] = useState<number>();
  const whole = useAnswer(runEvent, chosen === undefined ? undefined : { ...run, id: chosen });
  return (
    <section class="card">
      <h2>{wholeNumber(events.length)} events</h2>
      <VirtualTable
        label="Events"
        columns={columns(timeZone.value)}
        rows={events}
        keyOf={({ id }) => id}
        selected={chosen}
        onSelect={({ id }) => setChosen(id)}
      />
      {chosen === undefined ? (
        <p class="hint">Choose an event to see all of it.</p>
      ) : (
        <Shown of={whole} what={`event ${chosen}`}>
          {({ text }) => <Payload title={`Event ${chosen}`}>{text}</Payload>}
        </Shown>
      )}
    </section>
  );
};
