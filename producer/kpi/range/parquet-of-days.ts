import { ByteWriter, parquetWrite } from 'hyparquet-writer';
import { COLUMNS, type ColumnType } from './exported-days.ts';
import type { DayOfRange } from './published-days.ts';

type SchemaElement = NonNullable<Parameters<typeof parquetWrite>[0]['schema']>[number];

/** As in the Athena table: decimal(38,2), which Parquet stores as an unscaled integer of 16 bytes. */
const AMOUNT_SCALE = 2;
const AMOUNT_TYPE = {
  type: 'FIXED_LEN_BYTE_ARRAY',
  type_length: 16,
  converted_type: 'DECIMAL',
  precision: 38,
  scale: AMOUNT_SCALE,
} as const;

const TYPES: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  date: { type: 'INT32', converted_type: 'DATE' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  count: { type: 'INT64' },
  amount: AMOUNT_TYPE,
};

/** `41873.5` as 4187350n: a decimal never becomes a `number`. @throws {Error} if it has more than two places */
const unscaled = (amount: string): bigint => {
  const [, whole, fraction = ''] = /^(-?\d+)(?:\.(\d{1,2}))?$/.exec(amount) ?? [];
  if (whole === undefined) throw new Error(`${amount} is not an amount with at most two decimals`);
  return BigInt(`${whole}${fraction.padEnd(AMOUNT_SCALE, '0')}`);
};

const stored = (type: ColumnType, cell: string | number | null): string | bigint | Date | null => {
  if (cell === null) return null;
  if (type === 'count') return BigInt(cell);
  if (type === 'date') return new Date(`${cell}T00:00:00Z`);
  return type === 'amount' ? unscaled(String(cell)) : String(cell);
};

/** The days as a Parquet file: counts are 64-bit integers, amounts decimals, the date a date. */
export const parquetOf = (days: readonly DayOfRange[]): Uint8Array => {
  const writer = new ByteWriter();
  const columns = COLUMNS.map(
    ({ name, type }): SchemaElement => ({
      name,
      ...TYPES[type],
      repetition_type: 'OPTIONAL',
    }),
  );
  parquetWrite({
    writer,
    schema: [{ name: 'root', num_children: columns.length }, ...columns],
    columnData: COLUMNS.map(({ name, type, cellOf }) => ({
      name,
      data: days.map((day) => stored(type, cellOf(day))),
    })),
  });
  return writer.getBytes();
};
