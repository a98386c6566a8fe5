import { useId } from 'preact/hooks';
import { counted } from '../../../../producer/terminal/text.ts';

/** Events per second. 0: as fast as the streams take them. */
const RATES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 0];

const UNLIMITED = RATES.length - 1;

const textOf = (rate: number): string =>
  rate === 0 ? 'as fast as the streams take them' : `${counted(rate, 'event')} a second`;

/** The step of a rate, or the next slower one. */
const stepOf = (rate: number): number =>
  rate === 0 ? UNLIMITED : RATES.findLastIndex((one) => one > 0 && one <= rate);

interface RateSliderProps {
  readonly rate: number;
  readonly onRate: (rate: number) => void;
  readonly isDisabled?: boolean;
}

/** A logarithmic slider for the rate. */
export const RateSlider = ({ rate, onRate, isDisabled = false }: RateSliderProps) => {
  const id = useId();
  return (
    <div class="field rate">
      <label for={id}>
        Speed: <strong>{textOf(rate)}</strong>
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={UNLIMITED}
        value={stepOf(rate)}
        disabled={isDisabled}
        aria-valuetext={textOf(rate)}
        onInput={(event) => onRate(RATES[Number(event.currentTarget.value)] ?? 0)}
      />
      <span class="rate-ends" aria-hidden="true">
        <span>one a second</span>
        <span>no limit</span>
      </span>
    </div>
  );
};
