import { useState } from 'preact/hooks';
import { stackStatus } from '../../client/stack-status.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { typedName } from './this-page.ts';

type Work = (confirmed: string | undefined) => void;

/** Runs a change. If the stage's name must be typed, it asks for it once per page. */
export const useNameGate = (title: string) => {
  const [waiting, setWaiting] = useState<Work>();
  const { nameToType } = stackStatus.value.value ?? {};
  const pass = (work: Work): void => {
    if (nameToType === undefined || typedName.value === nameToType) work(nameToType);
    else setWaiting(() => work);
  };
  const dialog =
    waiting === undefined ? null : (
      <ConfirmDialog
        title={title}
        label="Continue"
        nameToType={nameToType}
        onConfirm={(typed) => {
          typedName.value = typed;
          setWaiting(undefined);
          waiting(typed);
        }}
        onCancel={() => setWaiting(undefined)}
      />
    );
  return { pass, dialog };
};
