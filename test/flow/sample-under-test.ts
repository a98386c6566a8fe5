import { dateDaysBefore } from '../../functions/trip/business-time.ts';
import { SAMPLE } from './cloud-under-test.ts';

const tableOf = (csv: string) => {
  const [header = '', ...rows] = csv.trimEnd().split(/\r?\n/);
  const column = header.split(',').indexOf('trip_id');
  return { header, rows, idOf: (row: string): string => row.split(',')[column] ?? '' };
};

const STARTS = tableOf(SAMPLE.startsCsv);
const ENDS = tableOf(SAMPLE.endsCsv);

/** Every n-th trip of the sample, turned into a different trip `daysLater` days later. */
export const partOfSample = (n: number, daysLater: number) => {
  const chosen = new Set(STARTS.rows.filter((_, index) => index % n === 0).map(STARTS.idOf));
  const moved = ({ header, rows, idOf }: typeof STARTS): readonly string[] => [
    header,
    ...rows
      .filter((row) => chosen.has(idOf(row)))
      .map((row) =>
        row
          .replace(idOf(row), (id) => `${id}-${daysLater}`)
          .replace(/\d{4}-\d\d-\d\d(?= )/g, (date) => dateDaysBefore(date, -daysLater)),
      ),
  ];
  const ends = moved(ENDS);
  return { startsCsv: moved(STARTS).join('\n'), endsCsv: ends.join('\n'), ends: ends.length - 1 };
};
