/** The values of each field that a cron expression matches. */
export interface CronExpression {
  /** Minutes and hours are in ascending order. */
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly months: ReadonlySet<number>;
  readonly years: ReadonlySet<number>;
  /** Undefined for `?`, as exactly one of the two day fields is. */
  readonly daysOfMonth: ReadonlySet<number> | undefined;
  /** 1 is Sunday. */
  readonly daysOfWeek: ReadonlySet<number> | undefined;
}

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Stand for `min` and the numbers after it. */
  readonly names?: readonly string[];
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

// https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
const MINUTE: Field = { name: 'minute', min: 0, max: 59 };
const HOUR: Field = { name: 'hour', min: 0, max: 23 };
const DAY_OF_MONTH: Field = { name: 'day of month', min: 1, max: 31 };
const MONTH: Field = { name: 'month', min: 1, max: 12, names: MONTHS };
const DAY_OF_WEEK: Field = { name: 'day of week', min: 1, max: 7, names: WEEKDAYS };
const YEAR: Field = { name: 'year', min: 1970, max: 2199 };

const FORM = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)$/;

/**
 * Reads `cron(minutes hours day-of-month month day-of-week year)` with `*`, lists, ranges, steps, names and `?`.
 *
 * @throws {Error} that completes "the expression …", for one that AWS refuses and for `L`, `W` and `#`
 */
export const parseCron = (expression: string): CronExpression => {
  const [, minutes = '', hours = '', daysOfMonth = '', months = '', daysOfWeek = '', years = ''] =
    FORM.exec(expression) ?? fail('is not cron(minutes hours day-of-month month day-of-week year)');
  if ((daysOfMonth === '?') === (daysOfWeek === '?')) {
    fail('must have ? for one of day of month and day of week, and not for both');
  }
  return {
    minutes: valuesOf(minutes, MINUTE),
    hours: valuesOf(hours, HOUR),
    months: new Set(valuesOf(months, MONTH)),
    years: new Set(valuesOf(years, YEAR)),
    daysOfMonth: daysOfMonth === '?' ? undefined : new Set(valuesOf(daysOfMonth, DAY_OF_MONTH)),
    daysOfWeek: daysOfWeek === '?' ? undefined : new Set(valuesOf(daysOfWeek, DAY_OF_WEEK)),
  };
};

const valuesOf = (text: string, field: Field): number[] => {
  const values = text.split(',').flatMap((part) => partOf(part, field));
  return [...new Set(values)].sort((one, other) => one - other);
};

/** `*`, `5`, `5-9`, and each with `/step`; `5/10` continues to the end of the field. */
const partOf = (part: string, field: Field): number[] => {
  const { name, min, max } = field;
  const wrong = (): never => fail(`has "${part}" as ${name}, which the local cloud does not read`);
  const [, range = '', step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? wrong();
  const [start = '', end] = range.split('-');
  const first = range === '*' ? min : numberOf(start, field);
  const lone = step === undefined && range !== '*' ? first : max;
  const last = end === undefined ? lone : numberOf(end, field);
  const every = step === undefined ? 1 : Number(step);
  if (first === undefined || last === undefined || first < min || last > max || first > last || every < 1) {
    return wrong();
  }
  return Array.from(
    { length: Math.floor((last - first) / every) + 1 },
    (_item, index) => first + index * every,
  );
};

const numberOf = (text: string, { min, names = [] }: Field): number | undefined => {
  const index = names.indexOf(text.toUpperCase());
  if (index >= 0) return min + index;
  return /^\d+$/.test(text) ? Number(text) : undefined;
};

const fail = (problem: string): never => {
  throw new Error(problem);
};
