import type { MetricColumn, MetricDigits } from '../../../api/days.ts';
import { metricText } from './day-text.ts';

interface FiguresProps {
  readonly columns: readonly MetricColumn[];
  readonly digits: MetricDigits;
}

/** Metrics as large numbers; unknown ones are left out. */
export const Figures = ({ columns, digits }: FiguresProps) => (
  <dl class="row metric-figures">
    {columns.map((column) =>
      digits[column.name] === undefined ? null : (
        <div key={column.name} data-metric={column.name}>
          <dt>{column.label}</dt>
          <dd>{metricText(digits[column.name], column)}</dd>
        </div>
      ),
    )}
  </dl>
);
