import { QUOTAS } from '../../infra/capacity/aws-limits.ts';
import { figure, markdownTable } from '../cost/tables.ts';
import type { Volume } from '../cost/workload.ts';
import { type Forecast, forecastOf, type Line } from './forecast.ts';

const DOCUMENTED_VOLUMES = [1_000, 100_000, 5_000_000, 500_000_000];
const DOCUMENTED_PEAK_FACTOR = 3;

const raisesOf = ({ excesses }: Forecast): string[] =>
  excesses.map(
    ({ quota, needed, allowed }) =>
      `${QUOTAS[quota].name}: from ${figure(allowed)} to ${figure(needed)} ${QUOTAS[quota].unit}`,
  );

const rowOf = ({ name, value, limit }: Line): string =>
  `  ${name.padEnd(50)} ${figure(value).padStart(20)}  ${limit === undefined ? '' : `of ${figure(limit)}`}`.trimEnd();

/** The size for a volume and its forecast, as aligned text. */
export const text = (volume: Volume): string => {
  const forecast = forecastOf(volume);
  const raises = raisesOf(forecast);
  return `${[
    `${figure(volume.tripsPerDay)} trips a day with peaks of ${volume.peakFactor} times the mean`,
    ...forecast.sections.map(({ title, lines }) => [title, ...lines.map(rowOf)].join('\n')),
    raises.length === 0
      ? 'It fits the quotas of a new account.'
      : ['Quotas to raise before the deployment', ...raises.map((raise) => `  ${raise}`)].join('\n'),
    'docs/capacity.md lists the assumptions, and what nobody has measured.',
  ].join('\n\n')}\n`;
};

/** The same as plain data, unrounded. */
export const json = (volume: Volume): object => ({ ...volume, ...forecastOf(volume) });

/** The generated section of docs/capacity.md. */
export const markdown = (): string => {
  const forecasts = DOCUMENTED_VOLUMES.map((tripsPerDay) =>
    forecastOf({ tripsPerDay, peakFactor: DOCUMENTED_PEAK_FACTOR }),
  );
  const [first] = forecasts;
  const header = ['trips a day', ...DOCUMENTED_VOLUMES.map(figure)];
  const isNumeric = [false, ...DOCUMENTED_VOLUMES.map(() => true)];
  const tables = (first?.sections ?? []).map(({ title, lines }, section) => {
    const rows = lines.map(({ name }, line) => [
      name,
      ...forecasts.map(({ sections }) => figure(sections[section]?.lines[line]?.value ?? '')),
    ]);
    return `### ${title}\n\n${markdownTable(header, rows, isNumeric)}`;
  });
  const raises = forecasts.flatMap((forecast, index) =>
    raisesOf(forecast).map((raise) => `- ${figure(DOCUMENTED_VOLUMES[index] ?? 0)} trips a day: ${raise}`),
  );
  return `${[...tables, `### Quotas to raise\n\n${raises.join('\n')}`].join('\n\n')}\n`;
};
