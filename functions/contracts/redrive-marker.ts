/**
 * The last fields of an event that `tripstream redrive` or `quarantine replay` sends once more: `redrive_attempt`, how
 * often it has been redriven (a replay leaves it out), and `first_arrived_at`, when a stream first took it, ISO 8601 UTC.
 * The parser reads `first_arrived_at`, by which the pipeline decides whether a completion is late, and ignores
 * `redrive_attempt`.
 */
export const MARKER_FIELDS: readonly string[] = ['redrive_attempt', 'first_arrived_at'];

/** A payload's marker, found in its bytes because all the others have to stay as they are. */
export interface RedriveMarker {
  readonly redriveAttempt?: number | undefined;
  readonly firstArrivedAt: string;
}

const MARKER = /,?(?:"redrive_attempt":(\d{1,9}),)?"first_arrived_at":"([\d:.TZ-]{10,30})"\}\s*$/;

/** Any other value was not written by a redrive or a replay. */
const FIRST_ARRIVED_AT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,3})?Z$/;

/** One character per byte, so that bytes that are not text survive. */
const bytesText = (payload: Uint8Array): string => Buffer.from(payload).toString('latin1');

/** The marker at the end of a payload; undefined when the event was not sent once more. */
export const readMarker = (payload: Uint8Array): RedriveMarker | undefined => {
  const [, attempt, firstArrivedAt] = MARKER.exec(bytesText(payload)) ?? [];
  if (firstArrivedAt === undefined) return undefined;
  return { firstArrivedAt, redriveAttempt: attempt === undefined ? undefined : Number(attempt) };
};

/** A payload, which must be a JSON object, with this marker in place of an earlier one; all other bytes stay. */
export const writeMarker = (
  payload: Uint8Array,
  { redriveAttempt, firstArrivedAt }: RedriveMarker,
): Uint8Array => {
  const unmarked = bytesText(payload).replace(MARKER, '}');
  const fields = unmarked.slice(0, unmarked.lastIndexOf('}'));
  const separator = fields.trimEnd().endsWith('{') ? '' : ',';
  const attempt = redriveAttempt === undefined ? '' : `"redrive_attempt":${redriveAttempt},`;
  return Buffer.from(`${fields}${separator}${attempt}"first_arrived_at":"${firstArrivedAt}"}`, 'latin1');
};

/** When a stream first took a parsed event, milliseconds since 1970; undefined when it was not sent once more. */
export const firstArrivalOf = (event: object): number | undefined => {
  const text = 'first_arrived_at' in event ? event.first_arrived_at : undefined;
  if (typeof text !== 'string' || !FIRST_ARRIVED_AT.test(text)) return undefined;
  const firstArrivedAt = Date.parse(text);
  return firstArrivedAt >= 0 ? firstArrivedAt : undefined;
};
