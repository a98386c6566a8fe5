import { meaningOf, type StreamLedger, sumOf } from '../../../../producer/ledger/ledger.ts';
import { counted } from '../../../../producer/terminal/text.ts';
import { wholeNumber } from '../../client/times.ts';

/** How many of the sent records have no outcome yet; undefined if that is not known. */
export const unsettledOf = (ledger: StreamLedger): number | undefined => {
  const { sent, stored, superseded, quarantined, deadLettered } = ledger;
  const settled = sumOf(stored, superseded, quarantined, deadLettered);
  return sent === undefined || settled === undefined ? undefined : Math.max(0, sent - settled);
};

const onTheWay = (ledger: StreamLedger): string => {
  const unsettled = unsettledOf(ledger);
  if (unsettled === 0) return 'All counted records are settled, but a pipe may still hold some.';
  const records = unsettled === undefined ? 'Records' : counted(unsettled, 'record');
  return `${records} may still be on the way. The difference is known once all have arrived.`;
};

/** What a ledger's difference means, as a sentence. */
export const differenceText = (ledger: StreamLedger): string => {
  const { difference = 0 } = ledger;
  const count = wholeNumber(Math.abs(difference));
  switch (meaningOf(ledger)) {
    case 'adds-up':
      return 'Every event is accounted for.';
    case 'uncounted':
      return `${count} were stored by a function that ended before it could count them. They came again and were found in the table: nothing is lost.`;
    case 'counted-twice':
      return `${count} were counted twice, because an answer to a pipe was lost. Nothing is lost.`;
    case 'missing':
      return `${count} cannot be accounted for. Audit the days of these events.`;
    case 'unknown':
      return onTheWay(ledger);
  }
};
