import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

interface ConfirmDialogProps {
  readonly title: string;
  readonly children?: ComponentChildren;
  /** The label of the button that confirms. */
  readonly label: string;
  /** What has to be typed first; undefined if nothing. */
  readonly nameToType?: string | undefined;
  readonly onConfirm: (typed: string | undefined) => void;
  readonly onCancel: () => void;
}

/** Asks before something is changed. A modal dialog: Escape closes it, and the focus returns to where it was. */
export const ConfirmDialog = (props: ConfirmDialogProps) => {
  const { title, children, label, nameToType, onConfirm, onCancel } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState('');
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const mayGoOn = nameToType === undefined || typed === nameToType;
  const onClose = (): void => {
    if (dialog.current?.returnValue !== 'confirmed') onCancel();
  };
  return (
    <dialog ref={dialog} aria-labelledby={`${id}-title`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          dialog.current?.close('confirmed');
          onConfirm(nameToType);
        }}
      >
        <h2 id={`${id}-title`}>{title}</h2>
        {children}
        {nameToType === undefined ? null : (
          <label class="field">
            <span>
              This stage is not for experiments. Type <strong>{nameToType}</strong> to continue.
            </span>
            <input
              autoComplete="off"
              spellcheck={false}
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          </label>
        )}
        <div class="row actions">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" class="button primary" disabled={!mayGoOn}>
            {label}
          </button>
        </div>
      </form>
    </dialog>
  );
};
