import { useState } from 'preact/hooks';
import type { Endpoint } from '../../api/endpoint.ts';
import { call } from '../client/call.ts';
import { stackStatus } from '../client/stack-status.ts';
import { useWork } from '../client/use-work.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Icon, type IconName } from './icon.tsx';
import { ChangeError } from './trouble.tsx';

interface ChangeButtonProps<Input, Answer> {
  readonly change: Endpoint<Input, Answer>;
  readonly input: Input;
  readonly label: string;
  readonly icon?: IconName;
  readonly kind?: 'plain' | 'primary' | 'danger';
  /** A dialog asks this first. Without it, the change is made at once, unless the stage's name must be typed. */
  readonly question?: string | undefined;
  /** Why the button is disabled; undefined if it is not. */
  readonly cannot?: string | undefined;
  /** The stage's name, if it has already been typed: the button does not ask for it again. */
  readonly confirmedBefore?: string | undefined;
  readonly onDone?: (answer: Answer, confirmed: string | undefined) => void;
}

const READ_ONLY = 'This console is read-only: start it with --allow-writes.';

/** A button that changes something. It asks first where necessary, shows progress and reports errors. */
export const ChangeButton = <Input extends object, Answer>(props: ChangeButtonProps<Input, Answer>) => {
  const { change, input, label, icon, kind = 'plain', question, cannot, confirmedBefore, onDone } = props;
  const [isAsking, setAsking] = useState(false);
  const { isWorking, error, work } = useWork();
  const { mayChange = false, nameToType } = stackStatus.value.value ?? {};
  const hindrance = mayChange ? cannot : READ_ONLY;
  const make = (confirmed: string | undefined): Promise<void> => {
    setAsking(false);
    return work(async () => {
      // On its own line: an optional call does not evaluate its arguments if there is nothing to call.
      const answer = await call(change, input, { confirmed });
      onDone?.(answer, confirmed);
    });
  };
  const press = (): void => {
    if (isWorking) return;
    const isConfirmed = nameToType === undefined || nameToType === confirmedBefore;
    if (question === undefined && isConfirmed) void make(nameToType);
    else setAsking(true);
  };
  return (
    <span class="change">
      <button
        type="button"
        class={`button ${kind}`}
        disabled={hindrance !== undefined}
        // If the button were disabled, it would lose the focus, and keyboard users their place on the page.
        aria-disabled={isWorking}
        aria-busy={isWorking}
        title={hindrance}
        onClick={press}
      >
        {icon === undefined ? null : <Icon name={icon} />}
        {label}
      </button>
      <ChangeError error={error} />
      {isAsking ? (
        <ConfirmDialog
          title={label}
          label={label}
          nameToType={nameToType}
          onConfirm={make}
          onCancel={() => setAsking(false)}
        >
          {question === undefined ? null : <p>{question}</p>}
        </ConfirmDialog>
      ) : null}
    </span>
  );
};
