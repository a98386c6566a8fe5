import { type Ledger, type Meaning, meaningOf } from '../../../../producer/ledger/ledger.ts';
import { stackStatus } from '../../client/stack-status.ts';
import type { BadgeKind } from '../../components/badge.tsx';
import { Quantity } from '../../components/quantity.tsx';
import { differenceText } from './ledger-text.ts';

const KINDS: Readonly<Partial<Record<Meaning, BadgeKind>>> = { 'adds-up': 'good', missing: 'bad' };

const ON_THE_WAY = 'Some events are still on the way.';

interface LedgerLineProps {
  readonly ledger: Ledger;
  readonly at: (instant: string) => string;
}

/** The events of the last hour: on the left how many were sent, on the right where they are now. */
export const LedgerLine = ({ ledger: { from, to, beganQuiet, total }, at }: LedgerLineProps) => {
  const { sent, stored, superseded, quarantined, deadLettered, waiting, difference } = total;
  const { isLocal = false } = stackStatus.value.value ?? {};
  return (
    <section class="card ledger" aria-labelledby="ledger">
      <h2 id="ledger">Where every event is</h2>
      <div class="row ledger-sum">
        <Quantity label="sent" value={sent} />
        <span class="operator">=</span>
        <Quantity label="stored" value={stored} />
        <span class="operator">+</span>
        <Quantity label="superseded" value={superseded} />
        <span class="operator">+</span>
        <Quantity label="quarantined" value={quarantined} />
        <span class="operator">+</span>
        <Quantity label="dead-lettered" value={deadLettered} />
        <span class="operator">+</span>
        <Quantity label="waiting" value={waiting} why={ON_THE_WAY} />
        <div class={`ledger-difference ${KINDS[meaningOf(total)] ?? 'idle'}`}>
          <Quantity label="difference" value={difference} why={ON_THE_WAY} />
        </div>
      </div>
      <p>{differenceText(total)}</p>
      <p class="hint">
        From {at(from)} to {at(to)}.
        {beganQuiet ? '' : ' Events that were on the way when the hour began may distort the difference.'}
        {isLocal ? '' : ' CloudWatch takes a few minutes to complete its numbers.'}
      </p>
    </section>
  );
};
