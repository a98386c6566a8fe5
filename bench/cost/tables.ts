/** A number as a table shows it: to three digits below 100, else whole. */
export const figure = (value: number | string): string =>
  typeof value === 'string'
    ? value
    : value.toLocaleString(
        'en-US',
        value < 100 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 },
      );

export type Row = readonly string[];

/** A table in Markdown; numbers are aligned to the right. */
export const markdownTable = (header: Row, rows: readonly Row[], isNumeric: readonly boolean[]): string =>
  [header, isNumeric.map((right) => (right ? '--:' : '---')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
