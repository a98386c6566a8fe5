import { counted } from '../../../../producer/terminal/text.ts';
import type { RefusedList } from '../../../api/refused.ts';
import { wholeNumber } from '../../client/times.ts';
import { Trouble } from '../../components/trouble.tsx';
import { notStored } from './event/stored-edits.ts';

/** Says how many messages could not be read because another reader holds them. */
export const HiddenNote = ({ hidden, again }: { readonly hidden: number; readonly again: string }) =>
  hidden === 0 ? null : (
    <Trouble>
      About {wholeNumber(hidden)} more {hidden === 1 ? 'message is' : 'messages are'} held by another reader,
      or by a command that was killed: {again} in a minute.
    </Trouble>
  );

/** Says what a reading could not show. */
export const Notes = ({ unreadable, hidden, isCut, events }: RefusedList) => (
  <>
    {isCut ? (
      <Trouble>
        The quarantine holds more than one reading reads: this list has {wholeNumber(events.length)} events.
        Replay some and read again, or use tripstream quarantine export.
      </Trouble>
    ) : null}
    <HiddenNote hidden={hidden} again="read again" />
    {unreadable.length > 0 ? (
      <Trouble>
        {counted(unreadable.length, 'message')} in the quarantine cannot be shown; they stay there. The first:{' '}
        {unreadable[0]}
      </Trouble>
    ) : null}
    {notStored.value === undefined ? null : (
      <Trouble>
        This browser cannot store more edits ({notStored.value}): new ones are lost when the page closes.
        Replay what is repaired first.
      </Trouble>
    )}
  </>
);
