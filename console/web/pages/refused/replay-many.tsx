import { type RefusedEvent, type RefusedList, type Replayed, replayRepairs } from '../../../api/refused.ts';
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

/** Replays all repaired events, or only the ticked ones among them. */
export const ReplayMany = ({ list, edits, ticks, onReplayed }: ReplayProps) => {
  const ready = list.events.filter((event) => isReady(event, edits));
  const ticked = list.events.filter(({ position }) => ticks.has(position));
  const readyAndTicked = ready.filter(({ position }) => ticks.has(position));
  const button = (
    events: readonly RefusedEvent[],
    { none, ...shown }: { label: string; kind: 'plain' | 'primary'; none: string },
  ) => (
    <ChangeButton
      {...shown}
      change={replayRepairs}
      input={{
        repairs: events.map(({ position }) => ({ position, edits: edits.get(position)?.edits ?? {} })),
      }}
      icon="play"
      question={`${wholeNumber(events.length)} repaired ${events.length === 1 ? 'event is sent to its stream' : 'events are sent to their streams'} again and deleted from the quarantine.`}
      cannot={events.length === 0 ? none : undefined}
      onDone={({ results }) => onReplayed(results)}
    />
  );
  return (
    <div class="row replay-many">
      {ticked.length === 0
        ? null
        : button(readyAndTicked, {
            label: `Replay the ticked (${readyAndTicked.length} of ${ticked.length} repaired)`,
            kind: 'plain',
            none: 'None of the ticked events is repaired yet.',
          })}
      {button(ready, {
        label: `Replay all repaired (${wholeNumber(ready.length)})`,
        kind: 'primary',
        none: 'No event is repaired yet: choose one and edit it.',
      })}
    </div>
  );
};
