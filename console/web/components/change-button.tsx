import { useState } from 'preact/hooks';
import type { Endpoint } from '../../api/endpoint.ts';
import { call } from '../client/call.ts';
import { stackStatus } from '../client/stack-status.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Icon, type IconName } from './icon.tsx';

interface ChangeButtonProps<Input, Answer> {
  readonly change: Endpoint<Input, Answer>;
  readonly input: Input;
  readonly label: string;
  readonly icon?: IconName;
  readonly kind?: 'plain' | 'primary' | 'danger';
  /** What a dialog asks first. Without it, the change is made at once, unless the stage's name has to be typed. */
  readonly question?: string;
  /** Why the button is disabled; undefined if it is not. */
  readonly cannot?: string | undefined;
  /** The stage's name, if it was typed before: it is not asked for again. */
  readonly confirmedBefore?: string | undefined;
  readonly onDone?: (answer: Answer, confirmed: string | undefined) => void;
}

const READ_ONLY = 'This console is read-only: start it with --allow-writes.';

/** A button that changes something. It asks first where necessary, shows progress and reports errors. */
export const ChangeButton = <Input extends object, Answer>(props: ChangeButtonProps<Input, Answer>) => {
  const { change, input, label, icon, kind = 'plain', question, cannot, confirmedBefore, onDone } = props;
  const [state, setState] = useState<'ready' | 'asking' | 'working'>('ready');
  const [error, setError] = useState<string>();
  const { mayChange = false, nameToType } = stackStatus.value.value ?? {};
  const hindrance = mayChange ? cannot : READ_ONLY;
  const work = async (confirmed: string | undefined): Promise<void> => {
    setState('working');
    setError(undefined);
    try {
      // On a line of its own: an optional call does not evaluate its arguments if there is nothing to call.
      const answer = await call(change, input, { confirmed });
      onDone?.(answer, confirmed);
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setState('ready');
    }
  };
  const press = (): void => {
    if (state === 'working') return;
    const isConfirmed = nameToType === undefined || nameToType === confirmedBefore;
    if (question === undefined && isConfirmed) void work(nameToType);
    else setState('asking');
  };
  return (
    <span class="change">
      <button
        type="button"
        class={`button ${kind}`}
        disabled={hindrance !== undefined}
        // A disabled button would lose the focus, and the keyboard its place on the page.
        aria-disabled={state === 'working'}
        aria-busy={state === 'working'}
        title={hindrance}
        onClick={press}
      >
        {icon === undefined ? null : <Icon name={icon} />}
        {label}
      </button>
      {error === undefined ? null : (
        <span class="change-error" role="alert">
          {error}
        </span>
      )}
      {state === 'asking' ? (
        <ConfirmDialog
          title={label}
          label={label}
          nameToType={nameToType}
          onConfirm={work}
          onCancel={() => setState('ready')}
        >
          {question === undefined ? null : <p>{question}</p>}
        </ConfirmDialog>
      ) : null}
    </span>
  );
};
