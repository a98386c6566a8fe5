import { money } from '../../../../producer/terminal/text.ts';
import type { AuditStanding, DaySummary, MetricColumn } from '../../../api/days.ts';
import { wholeNumber } from '../../client/times.ts';
import type { Look } from '../../components/badge.tsx';

/** A metric as shown to the user: all digits of an amount; a dash if the day has no trips or the value is not known. */
export const metricText = (digits: string | null | undefined, { isAmount }: MetricColumn): string => {
  if (digits === null || digits === undefined) return '–';
  return isAmount ? money(digits) : wholeNumber(Number(digits));
};

const ROUGH = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** Such as `4.9K`, for places without room for more. */
export const roughly = (count: number): string => ROUGH.format(count);

/** The same for a difference, with its sign. */
export const changeText = (digits: string | null | undefined, column: MetricColumn): string => {
  const text = metricText(digits, column);
  return /^[-–]|^0(\.0+)?$/.test(text) ? text : `+${text}`;
};

/** A metric as a number for the length of a bar: only there may it be slightly inexact. */
export const lengthOf = (digits: string | null | undefined): number => Number(digits ?? 0);

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options });
const WEEKDAY = format({ weekday: 'long' });
const MONTH = format({ month: 'long', year: 'numeric' });
const DAY_AND_MONTH = format({ day: 'numeric', month: 'short' });

const midnight = (date: string): Date => new Date(`${date}T00:00:00Z`);

/** Such as `Saturday`. */
export const weekdayOf = (date: string): string => WEEKDAY.format(midnight(date));

/** Such as `May 2024`. */
export const monthOf = (date: string): string => MONTH.format(midnight(date));

/** Such as `25 May`. */
export const dayAndMonth = (date: string): string => DAY_AND_MONTH.format(midnight(date));

export const AUDIT_LOOKS: Readonly<Record<AuditStanding, Look>> = {
  agrees: { kind: 'good', icon: 'done', word: 'audit agrees' },
  disagrees: { kind: 'bad', icon: 'failed', word: 'audit disagrees' },
  'run-due': { kind: 'warn', icon: 'waiting', word: 'audit says run again' },
  republished: { kind: 'warn', icon: 'waiting', word: 'audit outdated' },
  outdated: { kind: 'warn', icon: 'waiting', word: 'audit outdated' },
  unpublished: { kind: 'warn', icon: 'waiting', word: 'audit before publication' },
  'not-known': { kind: 'idle', icon: 'caught', word: 'audit not known' },
};

export const NOT_AUDITED: Look = { kind: 'idle', icon: 'stopped', word: 'not audited' };

export const isEmpty = ({ metrics }: DaySummary): boolean => metrics?.count_trips === '0';
export const isRestated = ({ revision = 1 }: DaySummary): boolean => revision > 1;

/** The state of a day, as badges. */
export const looksOf = (day: DaySummary): readonly Look[] => {
  const { standing, revision, audit } = day;
  const audited = audit === undefined ? NOT_AUDITED : AUDIT_LOOKS[audit];
  switch (standing) {
    case 'unread':
      return [{ kind: 'busy', icon: 'running', word: 'being read' }];
    case 'unreadable':
      return [{ kind: 'bad', icon: 'caught', word: 'cannot be read' }];
    case 'unpublished':
      return [
        { kind: 'idle', icon: 'stopped', word: 'not published' },
        ...(audit === undefined ? [] : [audited]),
      ];
    case 'published':
      return [
        isRestated(day)
          ? { kind: 'busy', icon: 'again', word: `revision ${revision}` }
          : { kind: 'good', icon: 'done', word: 'published' },
        ...(isEmpty(day) ? [{ kind: 'warn', icon: 'caught', word: 'no trips' } as const] : []),
        audited,
      ];
  }
};

/** A day in one line, for users who cannot see the chart. */
export const dayLine = (day: DaySummary, columns: readonly MetricColumn[]): string => {
  const figures = columns
    .slice(0, 2)
    .map((column) => `${column.label} ${metricText(day.metrics?.[column.name], column)}`);
  const words = looksOf(day).map(({ word }) => word);
  return `${weekdayOf(day.date)} ${day.date}: ${[...(day.metrics === undefined ? [] : figures), ...words].join(', ')}`;
};
