/** A number for a table: three significant digits below 100, otherwise rounded to a whole number. */
export const figure = (value: number | string): string =>
  typeof value === 'string'
    ? value
    : value.toLocaleString(
        'en-US',
        value < 100 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 },
      );

export type Row = readonly string[];

/** A Markdown table with right-aligned numbers. */
export const markdownTable = (header: Row, rows: readonly Row[], isNumeric: readonly boolean[]): string =>
  [header, isNumeric.map((right) => (right ? '--:' : '---')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
