import { exportDays } from '../../../api/days.ts';
import { call } from '../../client/call.ts';
import { saveFile } from '../../client/save-file.ts';
import { useWork } from '../../client/use-work.ts';
import { ChangeError } from '../../components/trouble.tsx';

/** Downloads the days of a range as `tripstream kpi export` writes them. */
export const Download = ({ from, to }: { readonly from: string; readonly to: string }) => {
  const { isWorking, error, work } = useWork();
  const download = () => work(async () => saveFile(await call(exportDays, { from, to }), 'text/csv'));
  return (
    <span class="change">
      <button type="button" class="button" disabled={isWorking} aria-busy={isWorking} onClick={download}>
        Download CSV
      </button>
      <ChangeError error={error} />
    </span>
  );
};
