import { useState } from 'preact/hooks';
import { exportDays } from '../../../api/days.ts';
import { call } from '../../client/call.ts';
import { saveFile } from '../../client/save-file.ts';

/** Downloads the days of a range as `tripstream kpi export` writes them. */
export const Download = ({ from, to }: { readonly from: string; readonly to: string }) => {
  const [isReading, setIsReading] = useState(false);
  const [error, setError] = useState<string>();
  const download = async (): Promise<void> => {
    setIsReading(true);
    setError(undefined);
    try {
      saveFile(await call(exportDays, { from, to }), 'text/csv');
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setIsReading(false);
    }
  };
  return (
    <span class="change">
      <button type="button" class="button" disabled={isReading} aria-busy={isReading} onClick={download}>
        Download CSV
      </button>
      {error === undefined ? null : (
        <span class="change-error" role="alert">
          {error}
        </span>
      )}
    </span>
  );
};
