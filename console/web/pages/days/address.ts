import { query } from '../../client/location.ts';

/** What the page shows, according to its address. */
type ShownDays = {
  /** Left out, the range ends with the newest published day. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The one day to look at. */
  readonly date?: string | undefined;
};

/** An invalid date is kept: the server says what is wrong with it. */
export const shownDays = (): ShownDays => {
  const field = (name: string): string | undefined => query.value.get(name) || undefined;
  return { from: field('from'), to: field('to'), date: field('date') };
};

/** The address of the page with these fields changed; undefined removes a field. */
export const daysAddress = (fields: ShownDays): string => {
  const given = Object.entries({ ...shownDays(), ...fields }).filter(([, value]) => (value ?? '') !== '');
  return `/days?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
};
