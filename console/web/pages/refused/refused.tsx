import './refused.css';
import { refusedCounts } from '../../../api/refused.ts';
import { query } from '../../client/location.ts';
import { useLive } from '../../client/use-live.ts';
import { Link } from '../../components/link.tsx';
import { Quantity } from '../../components/quantity.tsx';
import { PassingTrouble } from '../../components/trouble.tsx';
import type { Page } from '../../layout/page.ts';
import { DeadLetters } from './dead-letters.tsx';
import { RefusedEvents } from './refused-events.tsx';

/** Chooses between the two queues, and shows how much each holds. */
const Queues = ({ show }: { readonly show: 'refused' | 'dead' }) => {
  const { value, asOf, error } = useLive(refusedCounts, {});
  const held = (count = 0) => (count === 0 ? null : <span class="queue-held">{count} held by a reader</span>);
  return (
    <>
      <PassingTrouble error={error} />
      <nav class="queues" aria-label="Queues">
        <Link to="/refused" class="queue" isCurrent={show === 'refused'}>
          <Quantity label="refused events" value={value?.refused.messages} asOf={asOf} why={error}>
            {held(value?.refused.held)}
          </Quantity>
        </Link>
        <Link to="/refused?show=dead" class="queue" isCurrent={show === 'dead'}>
          <Quantity label="dead letters" value={value?.deadLetters.messages} asOf={asOf} why={error}>
            {held(value?.deadLetters.held)}
          </Quantity>
        </Link>
      </nav>
    </>
  );
};

const Content = () => {
  const show = query.value.get('show') === 'dead' ? 'dead' : 'refused';
  return (
    <>
      <h1>Refused events and dead letters</h1>
      <Queues show={show} />
      {show === 'dead' ? <DeadLetters /> : <RefusedEvents />}
    </>
  );
};

export const refusedPage: Page = { path: '/refused', title: 'Refused', icon: 'refused', Content };
