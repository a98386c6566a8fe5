import './event-form.css';
import { useEffect, useRef } from 'preact/hooks';
import {
  checkRepair,
  type Edits,
  type ReasonsByField,
  type RefusedDetail,
  type RefusedEvent,
  type Replayed,
  refusedEvent,
  replayRepairs,
} from '../../../../api/refused.ts';
import { timeZone } from '../../../client/stack-status.ts';
import { writtenTime } from '../../../client/times.ts';
import { useAnswer } from '../../../client/use-answer.ts';
import { ChangeButton } from '../../../components/change-button.tsx';
import { Facts } from '../../../components/facts.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Link } from '../../../components/link.tsx';
import { Payload } from '../../../components/payload.tsx';
import { Shown } from '../../../components/shown.tsx';
import { Trouble } from '../../../components/trouble.tsx';
import { Field } from './event-field.tsx';
import { partsOf } from './marked-fields.ts';
import { noteCheck, type StoredEdit, storeEdit } from './stored-edits.ts';

const countOf = ({ fields, others }: ReasonsByField): number => Object.keys(fields).length + others.length;

/** `reasons` is undefined while the event is being checked. */
const Verdict = ({ reasons }: { readonly reasons: ReasonsByField | undefined }) => {
  if (reasons === undefined) return <p class="with-icon verdict">Checking…</p>;
  const count = countOf(reasons);
  if (count === 0)
    return (
      <p class="with-icon verdict good">
        <Icon name="done" /> The pipeline would take it.
      </p>
    );
  return (
    <p class="with-icon verdict bad">
      <Icon name="refused" /> It would be refused for {count === 1 ? 'one reason' : `${count} reasons`}.
    </p>
  );
};

const Origin = ({ detail }: { readonly detail: RefusedDetail }) => {
  const { position, tripId, arrivedAt, quarantinedAt, payloadPlace } = detail;
  const zone = timeZone.value;
  return (
    <Facts
      class="event-facts"
      rows={[
        ['Arrived', writtenTime(arrivedAt, zone)],
        ['Refused', quarantinedAt === '' ? undefined : writtenTime(quarantinedAt, zone)],
        ['Position', position],
        ['Trip', <Link to={`/trips?id=${encodeURIComponent(tripId)}`}>what is known about it</Link>],
        ['Payload in', payloadPlace],
      ]}
    />
  );
};

/** The payload as it was sent. The fields it was refused for are marked. */
const Sent = ({ detail }: { readonly detail: RefusedDetail }) => {
  const { payload, payloadEncoding, reasons, reasonsByField } = detail;
  const title = payloadEncoding === 'base64' ? 'Payload, in base64 because it is not text' : 'Payload';
  return (
    <div class="event-sent">
      <h3>{title}</h3>
      <Payload title={title}>
        {partsOf(payload, Object.keys(reasonsByField.fields)).map(({ text, isMarked }, index) =>
          isMarked ? <mark key={index}>{text}</mark> : text,
        )}
      </Payload>
      <h3>Why it was refused</h3>
      <ul class="refusal-reasons">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </div>
  );
};

interface FormProps {
  readonly detail: RefusedDetail;
  readonly queueUrl: string;
  readonly edit: StoredEdit | undefined;
  readonly onReplayed: (results: readonly Replayed[]) => void;
}

const NO_EDITS: Edits = {};

const Form = ({ detail, queueUrl, edit, onReplayed }: FormProps) => {
  const { position, fields, isObject } = detail;
  const edits = edit?.edits ?? NO_EDITS;
  const check = useAnswer(checkRepair, { position, edits });
  const reasons = useRef(detail.reasonsByField);
  if (check.value !== undefined) reasons.current = check.value;
  const isReady = check.value !== undefined && countOf(check.value) === 0;
  useEffect(() => {
    // This effect runs a little later: the user may have typed more by then.
    if (check.value !== undefined) noteCheck(queueUrl, position, { edits, isRepaired: isReady });
  }, [check.value, edits]);
  const change = (name: string, value: string | undefined): void => {
    const { [name]: _, ...others } = edits;
    const changed = value === undefined ? others : { ...others, [name]: value };
    storeEdit(queueUrl, position, { edits: changed, isRepaired: false });
  };
  return (
    <div class="event-form">
      {isObject ? null : (
        <p>The payload is not a JSON object. Fill in the fields from what it says: they become the event.</p>
      )}
      {check.error === undefined ? null : <Trouble>It cannot be checked now. {check.error}</Trouble>}
      {reasons.current.others.map((reason) => (
        <Trouble key={reason}>{reason}</Trouble>
      ))}
      {fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          edited={edits[field.name]}
          reason={reasons.current.fields[field.name]}
          onEdit={(value) => change(field.name, value)}
        />
      ))}
      <div class="row form-foot">
        <div role="status">
          <Verdict reasons={check.value} />
        </div>
        {edit === undefined ? null : (
          <button type="button" class="button" onClick={() => storeEdit(queueUrl, position, undefined)}>
            Discard the edit
          </button>
        )}
        <ChangeButton
          change={replayRepairs}
          input={{ repairs: [{ position, edits }] }}
          label="Replay this event"
          icon="play"
          kind="primary"
          cannot={isReady ? undefined : 'It would be refused again: repair it first.'}
          onDone={({ results }) => onReplayed(results)}
        />
      </div>
      <p class="hint">
        Your changes are kept in this browser until you replay or discard them. A replay sends the event to
        its stream again and deletes it from the quarantine.
      </p>
    </div>
  );
};

interface EventFormProps extends Omit<FormProps, 'detail'> {
  readonly event: RefusedEvent;
}

/** One refused event: what was sent, what is wrong with it, and a form to repair it. */
export const EventForm = ({ event, ...rest }: EventFormProps) => {
  const loaded = useAnswer(refusedEvent, { position: event.position });
  return (
    <section class="card event" aria-label={`Event of trip ${event.tripId}`}>
      <h2 class="event-title">
        Trip {event.tripId} <span>on {event.stream}</span>
      </h2>
      <Shown of={loaded} what="the event">
        {(detail) => (
          <>
            <Origin detail={detail} />
            <div class="event-columns">
              <Form detail={detail} {...rest} />
              <Sent detail={detail} />
            </div>
          </>
        )}
      </Shown>
    </section>
  );
};
