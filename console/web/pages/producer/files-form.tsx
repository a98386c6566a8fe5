import { signal } from '@preact/signals';
import { EVENT_ORDERS, type EventOrder, sendFiles } from '../../../api/producer.ts';
import { wholeNumber } from '../../client/times.ts';
import { ChangeButton } from '../../components/change-button.tsx';
import { NumberField } from '../../components/fields.tsx';
import { chosen, reading } from './chosen-files.ts';
import { DropZone } from './drop-zone.tsx';
import { FileList } from './file-list.tsx';
import { RateSlider } from './rate-slider.tsx';
import { hasBegun, nextJob, PAGE } from './this-page.ts';

const ORDER_NAMES: Readonly<Record<EventOrder, string>> = {
  interleaved: 'starts and ends in turn',
  'starts-first': 'starts first',
  'ends-first': 'ends first',
  shuffled: 'shuffled',
};

/** The settings survive a visit to other pages. */
const settings = signal({ limit: 0, order: EVENT_ORDERS[0] as EventOrder, seed: 1, rate: 0 });

const set = (fields: Partial<typeof settings.value>): void => {
  settings.value = { ...settings.value, ...fields };
};

const HowToSend = ({ rows }: { readonly rows: number }) => {
  const { limit, order, seed, rate } = settings.value;
  return (
    <div class="how">
      <NumberField
        label="How many"
        min={1}
        placeholder={rows === 0 ? 'all' : `all ${wholeNumber(rows)}`}
        value={limit === 0 ? '' : limit}
        onNumber={(wanted) => set({ limit: wanted })}
      />
      <label class="field">
        Order
        <select
          value={order}
          onChange={({ currentTarget: { value } }) =>
            set({ order: EVENT_ORDERS.find((one) => one === value) ?? 'interleaved' })
          }
        >
          {EVENT_ORDERS.map((one) => (
            <option key={one} value={one}>
              {ORDER_NAMES[one]}
            </option>
          ))}
        </select>
      </label>
      {order === 'shuffled' ? (
        <NumberField label="Shuffle seed" min={0} value={seed} onNumber={(wanted) => set({ seed: wanted })} />
      ) : null}
      <RateSlider rate={rate} onRate={(chosenRate) => set({ rate: chosenRate })} />
    </div>
  );
};

interface FormProps {
  /** Why nothing can be sent now; undefined if sending is possible. */
  readonly cannot: string | undefined;
}

/** Sends CSV files. */
export const FilesForm = ({ cannot }: FormProps) => {
  const { start, end } = chosen.value;
  const included = [start, end].filter((choice) => choice?.isIncluded);
  const rows = included.reduce((sum, choice) => sum + (choice?.checked?.rows ?? 0), 0);
  const { limit, ...how } = settings.value;
  const events = limit === 0 ? rows : Math.min(limit, rows);
  const idOf = (choice: typeof start) => (choice?.isIncluded ? choice.checked?.id : undefined);
  const nothing = rows === 0 ? 'Drop or choose a file first.' : undefined;
  // If two files were dropped, one must not be sent without the other.
  const notYet = reading.value.length > 0 ? 'The files are still being read.' : nothing;
  return (
    <>
      <section class="card">
        <h2>What to send</h2>
        <FileList />
        <DropZone />
      </section>
      <section class="card">
        <h2>How to send it</h2>
        <HowToSend rows={rows} />
      </section>
      <div class="row send">
        <ChangeButton
          change={sendFiles}
          input={{ job: nextJob.value, ...PAGE, ...how, limit, starts: idOf(start), ends: idOf(end) }}
          label={rows === 0 ? 'Send' : `Send ${wholeNumber(events)} events`}
          icon="producer"
          kind="primary"
          cannot={cannot ?? notYet}
          onDone={hasBegun}
        />
        {cannot === undefined && notYet !== undefined ? <span class="hint">{notYet}</span> : null}
      </div>
    </>
  );
};
