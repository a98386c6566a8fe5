import { auditReads, type Bill, monthlyBill } from './model.ts';
import { PRICES, type Price } from './prices.ts';
import { figure, markdownTable, type Row } from './tables.ts';
import { MODES, TRIPSTREAM, type Volume } from './workload.ts';

/** The volume that docs/cost.md breaks down. */
const DOCUMENTED_TRIPS_PER_DAY = 1_000_000;
const DOCUMENTED_VOLUMES = [1_000, 10_000, 100_000, 1_000_000, 5_000_000, 500_000_000];
const DOCUMENTED_PEAK_FACTOR = 3;
const DOCUMENTED_TRIPS_IN_TABLE = [1_000_000, 30_000_000, 365_000_000];

const fixed = (value: number, digits: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Rounded to a tenth of a cent, because several lines are below one cent. */
const dollars = (value: number): string => (value < 0.0005 ? '<0.001' : fixed(value, 3));

const perMillionTrips = (bill: Bill, dollarsPerMonth: number): number =>
  dollarsPerMonth / (bill.trips / 1_000_000);

const priced = ({ dollars: amount, per, unit }: Price): string =>
  `${amount} per ${per === 1 ? '' : `${per.toLocaleString('en-US')} × `}${unit}`;

const HEADER: Row = ['item', 'quantity a month', 'price in $', '$ a month', '$ per million trips'];

const totalsOf = (bill: Bill): readonly (readonly [string, number])[] => [
  ['total, if Pipes bills batches', bill.totalIfPipesBillsBatches],
  ['total, if Pipes bills records', bill.totalIfPipesBillsRecords],
];

const rowsOf = (bill: Bill): Row[] => {
  const amounts = (dollarsPerMonth: number) => [
    dollars(dollarsPerMonth),
    dollars(perMillionTrips(bill, dollarsPerMonth)),
  ];
  return [
    ...bill.lines.map((line) => [
      line.name,
      figure(line.quantity),
      priced(line.price),
      ...amounts(line.dollars),
    ]),
    ...totalsOf(bill).map(([name, total]) => [name, '', '', ...amounts(total)]),
  ];
};

const titleOf = ({ mode, shardsPerStream }: Bill): string =>
  mode === 'provisioned'
    ? `Provisioned streams, shards in each: ${shardsPerStream}`
    : `On-demand streams, shards assumed in each: ${shardsPerStream}`;

/** Which columns of a bill hold numbers. */
const NUMERIC = [false, true, false, true, true];

const aligned = (rows: readonly Row[]): string => {
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const cell = (text: string, column: number) =>
    NUMERIC[column] ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0);
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n');
};

const billsOf = (volume: Volume): Bill[] => MODES.map((mode) => monthlyBill(volume, mode));

const documented = (tripsPerDay: number): Volume => ({ tripsPerDay, peakFactor: DOCUMENTED_PEAK_FACTOR });

const headline = ({ tripsPerDay, peakFactor }: Volume): string =>
  `${figure(tripsPerDay)} trips a day with peaks of ${peakFactor} times the mean, in us-east-1, a month of 730 hours, before free tiers and taxes`;

/** The bills of both stream modes as aligned text. */
export const text = (volume: Volume): string =>
  [
    headline(volume),
    ...billsOf(volume).map((bill) => `${titleOf(bill)}\n${aligned([HEADER, ...rowsOf(bill)])}`),
    'docs/cost.md lists the assumptions, what is left out and what nobody has confirmed.\n',
  ].join('\n\n');

/** The bills of both stream modes as plain data, dollars unrounded. */
export const json = (volume: Volume): object => ({
  ...volume,
  assumptions: TRIPSTREAM,
  bills: billsOf(volume).map((bill) => {
    const amounts = (dollarsPerMonth: number) => ({
      dollarsPerMonth,
      dollarsPerMillionTrips: perMillionTrips(bill, dollarsPerMonth),
    });
    return {
      mode: bill.mode,
      shardsPerStream: bill.shardsPerStream,
      lines: bill.lines.map(({ dollars: amount, ...line }) => ({ ...line, ...amounts(amount) })),
      totalIfPipesBillsBatches: amounts(bill.totalIfPipesBillsBatches),
      totalIfPipesBillsRecords: amounts(bill.totalIfPipesBillsRecords),
    };
  }),
});

const range = (bill: Bill, of: (total: number) => number): string =>
  [...new Set(totalsOf(bill).map(([, total]) => fixed(of(total), 2)))].join(' to ');

const volumeTable = (): string =>
  markdownTable(
    ['trips a day', 'streams', 'shards in each', '$ a month', '$ per million trips'],
    DOCUMENTED_VOLUMES.flatMap((tripsPerDay) =>
      billsOf(documented(tripsPerDay)).map((bill) => [
        figure(tripsPerDay),
        bill.mode,
        figure(bill.shardsPerStream),
        range(bill, (total) => total),
        range(bill, (total) => perMillionTrips(bill, total)),
      ]),
    ),
    [true, false, true, true, true],
  );

const auditTable = (): string =>
  markdownTable(
    ['trips in the table', 'reads', 'price in $', '$ an audit'],
    DOCUMENTED_TRIPS_IN_TABLE.map((trips) => {
      const { quantity, price, dollars: amount } = auditReads(trips, TRIPSTREAM);
      return [figure(trips), figure(quantity), priced(price), dollars(amount)];
    }),
    [true, true, false, true],
  );

const priceTable = (): string =>
  markdownTable(
    ['price in $', 'source', 'as of', "read on AWS's page"],
    Object.values(PRICES).map((price) => [
      priced(price),
      price.source,
      price.asOf,
      price.confirmed ? 'yes' : 'no',
    ]),
    [false, false, false, false],
  );

/** `batchWindowSeconds` as words: `batch window seconds`. */
const words = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const assumptionTable = (): string =>
  markdownTable(
    ['assumption', 'value'],
    Object.entries(TRIPSTREAM).map(([name, value]) => [
      words(name),
      value.toLocaleString('en-US', { maximumFractionDigits: 5 }),
    ]),
    [false, true],
  );

/** The generated section of docs/cost.md. */
export const markdown = (): string =>
  [
    '## By volume',
    'Two amounts in a row are for the two readings of the Pipes price: per batch and per record.',
    volumeTable(),
    `## A month at ${figure(DOCUMENTED_TRIPS_PER_DAY)} trips a day`,
    ...billsOf(documented(DOCUMENTED_TRIPS_PER_DAY)).flatMap((bill) => [
      `### ${titleOf(bill)}`,
      markdownTable(HEADER, rowsOf(bill), NUMERIC),
    ]),
    '## An audit',
    auditTable(),
    '## Assumptions',
    assumptionTable(),
    '## Prices, us-east-1',
    `${priceTable()}\n`,
  ].join('\n\n');
