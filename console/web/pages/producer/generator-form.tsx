import { signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { dateInTimeZone } from '../../../../functions/trip/business-time.ts';
import { counted } from '../../../../producer/terminal/text.ts';
import {
  type DayToGenerate,
  type GeneratedPlan,
  generatedPlan,
  MOST_GENERATED_TRIPS,
  sendGenerated,
} from '../../../api/producer.ts';
import { stackStatus, timeZone } from '../../client/stack-status.ts';
import { wholeNumber } from '../../client/times.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { ChangeButton } from '../../components/change-button.tsx';
import { DateField, NumberField } from '../../components/fields.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { RateSlider } from './rate-slider.tsx';
import { hasBegun, nextJob, PAGE } from './this-page.ts';

/** Without a date, the day is today. The settings survive a visit to other pages. */
const settings = signal<Omit<DayToGenerate, 'date'> & { readonly date?: string; readonly rate: number }>({
  ...{ trips: 1_000, seed: 1, rate: 100 },
  ...{ late: 5, repeated: 5, blank: 10, broken: 2 },
});

const set = (fields: Partial<typeof settings.value>): void => {
  settings.value = { ...settings.value, ...fields };
};

type Sort = 'late' | 'repeated' | 'blank' | 'broken';

interface SortText {
  readonly sort: Sort;
  readonly title: string;
  readonly what: string;
  /** What it counts. */
  readonly noun: string;
}

const sortTexts = (lateDate: string): readonly SortText[] => [
  {
    sort: 'late',
    title: 'Late',
    what: `Trips of ${lateDate}, a day already summed by a nightly run: it is marked, and the next run sums it again.`,
    noun: 'trip',
  },
  {
    sort: 'repeated',
    title: 'Sent twice',
    what: 'Events that come again a little later: their trips count once.',
    noun: 'event',
  },
  {
    sort: 'blank',
    title: 'With blanks',
    what: 'Trip ends without rate code, passenger count, payment type and trip type: they count like any other.',
    noun: 'end',
  },
  {
    sort: 'broken',
    title: 'Broken',
    what: 'Events with an impossible date, a negative fare or no id: the pipeline refuses them, and quarantine keeps them.',
    noun: 'event',
  },
];

const Share = ({ text, plan }: { readonly text: SortText; readonly plan: GeneratedPlan | undefined }) => {
  const { sort, title, what, noun } = text;
  const share = settings.value[sort];
  return (
    <li>
      <label class="field">
        <span class="share-title">
          <strong>{title}</strong> {share}%
          <span class="share-count">{plan === undefined ? '…' : counted(plan[sort], noun)}</span>
        </span>
        <input
          type="range"
          min={0}
          max={100}
          value={share}
          aria-valuetext={`${share} percent`}
          onInput={(event) => set({ [sort]: Number(event.currentTarget.value) })}
        />
      </label>
      <span class="hint">{what}</span>
    </li>
  );
};

const planText = ({ trips, events, repeated, broken }: GeneratedPlan): string => {
  const first = `${wholeNumber(trips)} trips make ${wholeNumber(events - repeated)} events`;
  const repeats =
    repeated === 0 ? '' : `, and ${wholeNumber(repeated)} of them come twice: ${wholeNumber(events)} to send`;
  const refused = broken === 0 ? '' : ` At least ${wholeNumber(broken)} will be in quarantine.`;
  return `${first}${repeats}.${refused}`;
};

/** The last plan stays until the next one is ready, so that nothing flickers under a slider. */
const useLast = (fresh: GeneratedPlan | undefined, isWrong: boolean): GeneratedPlan | undefined => {
  const last = useRef<GeneratedPlan | undefined>(undefined);
  if (fresh !== undefined || isWrong) last.current = fresh;
  return last.current;
};

interface FormProps {
  readonly cannot: string | undefined;
}

/** Sends a generated day. */
export const GeneratorForm = ({ cannot }: FormProps) => {
  const today = dateInTimeZone(new Date(), timeZone.value);
  const { rate, date = today, ...rest } = settings.value;
  const day: DayToGenerate = { ...rest, date };
  // Until the time zone is known, `today` may be tomorrow there.
  const isZoneKnown = stackStatus.value.value?.timeZone !== undefined;
  const { value: fresh, error } = useAnswer(generatedPlan, isZoneKnown ? day : undefined);
  const plan = useLast(fresh, error !== undefined);
  return (
    <>
      <section class="card">
        <h2>What to generate</h2>
        <div class="how">
          <NumberField
            label="Trips"
            min={1}
            max={MOST_GENERATED_TRIPS}
            value={day.trips}
            onNumber={(trips) => set({ trips })}
          />
          <DateField label="Day" max={today} value={date} onDate={(chosen) => set({ date: chosen })} />
          <NumberField label="Seed" min={0} value={day.seed} onNumber={(seed) => set({ seed })} />
        </div>
      </section>
      <section class="card">
        <h2>What goes wrong with them</h2>
        <ul class="shares">
          {sortTexts(plan?.lateDate ?? 'two days before').map((text) => (
            <Share key={text.sort} text={text} plan={plan} />
          ))}
        </ul>
      </section>
      <section class="card">
        <h2>How to send it</h2>
        <RateSlider rate={rate} onRate={(chosen) => set({ rate: chosen })} />
      </section>
      <Trouble>{error}</Trouble>
      <div class="row send">
        <ChangeButton
          change={sendGenerated}
          input={{ job: nextJob.value, ...PAGE, ...day, rate }}
          label={plan === undefined ? 'Send' : `Send ${wholeNumber(plan.events)} events`}
          icon="producer"
          kind="primary"
          cannot={cannot ?? (fresh === undefined ? 'The plan is not ready yet.' : undefined)}
          onDone={hasBegun}
        />
        {plan === undefined ? null : <span class="hint">{[planText(plan), ...plan.notes].join(' ')}</span>}
      </div>
    </>
  );
};
