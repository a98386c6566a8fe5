import type { ComponentChildren } from 'preact';
import type { Endpoint, Nothing } from '../../../api/endpoint.ts';
import type { QueueWork, Revision } from '../../../api/refused.ts';
import { call } from '../../client/call.ts';
import { timeZone } from '../../client/stack-status.ts';
import { timeOfDay, wholeNumber } from '../../client/times.ts';
import { useWork } from '../../client/use-work.ts';
import { Icon } from '../../components/icon.tsx';
import { ChangeError } from '../../components/trouble.tsx';

const progress = ({ doing }: QueueWork): string | undefined => {
  if (doing === undefined) return undefined;
  const { what, done, total } = doing;
  return `${what}: ${wholeNumber(done)}${total === undefined ? '' : ` of ${wholeNumber(total)}`} so far…`;
};

interface ReadAgainProps {
  readonly again: Endpoint<Nothing, Revision>;
  readonly label: string;
  /** When it was last read, ISO 8601 UTC. */
  readonly readAt: string | undefined;
  readonly work: QueueWork | undefined;
  readonly children?: ComponentChildren;
}

/** Reads a queue only on request, because reading hides its messages from others. Shows the progress. */
export const ReadAgain = ({ again, label, readAt, work, children }: ReadAgainProps) => {
  const { error, work: begin } = useWork();
  const doing = work && progress(work);
  return (
    <div class="row read-again">
      <button
        type="button"
        class="button"
        disabled={doing !== undefined}
        aria-busy={doing !== undefined}
        onClick={() => begin(() => call(again, {}))}
      >
        <Icon name="again" />
        {label}
      </button>
      <span class="hint" role="status">
        {doing ?? (readAt === undefined ? '' : `as of ${timeOfDay(readAt, timeZone.value)}`)}
      </span>
      {doing === undefined ? children : null}
      <ChangeError error={error} />
    </div>
  );
};
