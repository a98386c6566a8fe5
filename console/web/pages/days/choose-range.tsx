import { dateDaysBefore } from '../../../../functions/trip/business-time.ts';
import type { DayRange } from '../../../api/days.ts';
import { go } from '../../client/location.ts';
import { DateField } from '../../components/fields.tsx';
import { Icon } from '../../components/icon.tsx';
import { Link } from '../../components/link.tsx';
import { daysAddress, shownDays } from './address.ts';

/** The address of a range of the same length, before or after this one. */
const movedBy = (ranges: number, { from, to, days }: DayRange): string => {
  const move = (date: string): string => dateDaysBefore(date, -ranges * days.length);
  return daysAddress({ from: move(from), to: move(to), date: undefined });
};

/**
 * The first and the last day. They also stay editable for a range that cannot be shown, such as one that ends before it
 * begins.
 */
export const ChooseRange = ({ range }: { readonly range: DayRange | undefined }) => {
  const { from = range?.from, to = range?.to } = shownDays();
  return (
    <div class="filter">
      <DateField label="From" value={from} onDate={(date) => go(daysAddress({ from: date, to }))} />
      <DateField label="To" value={to} onDate={(date) => go(daysAddress({ from, to: date }))} />
      {range === undefined ? null : (
        <>
          <Link class="button" to={movedBy(-1, range)}>
            <Icon name="back" /> Earlier
          </Link>
          <Link class="button" to={movedBy(1, range)}>
            Later <Icon name="forward" />
          </Link>
        </>
      )}
      <Link class="button" to={daysAddress({ from: undefined, to: undefined, date: undefined })}>
        Newest
      </Link>
    </div>
  );
};
