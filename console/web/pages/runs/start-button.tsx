import { auditEstimate, type Machine, startRun } from '../../../api/runs.ts';
import { go } from '../../client/location.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { ChangeButton } from '../../components/change-button.tsx';
import { ChangeError } from '../../components/trouble.tsx';

interface StartButtonProps {
  readonly machine: Machine;
  readonly date: string;
  readonly isAgain?: boolean;
}

/** Starts an execution for a day. An audit reads the whole table, so the button says what that takes, and asks. */
export const StartButton = ({ machine, date, isAgain = false }: StartButtonProps) => {
  const isAudit = machine === 'audit';
  const { value: estimate, error } = useAnswer(auditEstimate, isAudit ? {} : undefined);
  const isUnknown = isAudit && estimate === undefined;
  const unknown = isUnknown ? (error ?? 'The audit estimate is still being read.') : undefined;
  return (
    <>
      <ChangeButton
        change={startRun}
        input={{ machine, date }}
        label={`${isAudit ? 'Audit' : 'Run'} the day${isAgain ? ' again' : ''}`}
        icon={isAgain ? 'again' : 'play'}
        kind={isAgain ? 'plain' : 'primary'}
        cannot={date === '' ? 'Choose a day first.' : unknown}
        question={estimate?.text}
        onDone={({ name }) => go(`/runs/${machine}/${encodeURIComponent(name)}`)}
      />
      <ChangeError error={isUnknown ? error : undefined} />
    </>
  );
};
