import {
  type RefusedEvent,
  type RefusedList,
  type Repair,
  type Replayed,
  replayRepairs,
} from '../../../api/refused.ts';
import { wholeNumber } from '../../client/times.ts';
import { ChangeButton } from '../../components/change-button.tsx';
import type { AllEdits } from './event/stored-edits.ts';
import type { Ticks } from './ticks.tsx';

const isReady = (event: RefusedEvent, edits: AllEdits): boolean =>
  edits.get(event.position)?.isRepaired ?? event.isTakenNow;

interface ReplayProps {
  readonly list: RefusedList;
  readonly edits: AllEdits;
  readonly ticks: Ticks;
  readonly onReplayed: (results: readonly Replayed[]) => void;
}

/** Replays the ticked events that are repaired, or all. */
export const ReplayMany = ({ list, edits, ticks, onReplayed }: ReplayProps) => {
  const ready = list.events.filter((event) => isReady(event, edits));
  const ticked = list.events.filter(({ position }) => ticks.has(position));
  const readyAndTicked = ready.filter(({ position }) => ticks.has(position));
  const repairs = (events: readonly RefusedEvent[]): { readonly repairs: readonly Repair[] } => ({
    repairs: events.map(({ position }) => ({ position, edits: edits.get(position)?.edits ?? {} })),
  });
  const question = (count: number): string =>
    `${wholeNumber(count)} repaired ${count === 1 ? 'event is' : 'events are'} sent to ${count === 1 ? 'its stream' : 'their streams'} again and deleted from the quarantine.`;
  return (
    <div class="row replay-many">
      {ticked.length === 0 ? null : (
        <ChangeButton
          change={replayRepairs}
          input={repairs(readyAndTicked)}
          label={`Replay the ticked (${readyAndTicked.length} of ${ticked.length} repaired)`}
          icon="play"
          question={question(readyAndTicked.length)}
          cannot={readyAndTicked.length === 0 ? 'None of the ticked events is repaired yet.' : undefined}
          onDone={({ results }) => onReplayed(results)}
        />
      )}
      <ChangeButton
        change={replayRepairs}
        input={repairs(ready)}
        label={`Replay all repaired (${wholeNumber(ready.length)})`}
        icon="play"
        kind="primary"
        question={question(ready.length)}
        cannot={ready.length === 0 ? 'No event is repaired yet: choose one and edit it.' : undefined}
        onDone={({ results }) => onReplayed(results)}
      />
    </div>
  );
};
