import type { ShownFinding } from '../../../api/pipeline.ts';
import { startRun } from '../../../api/runs.ts';
import { go } from '../../client/location.ts';
import { ChangeButton } from '../../components/change-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Link } from '../../components/link.tsx';

const RunDay = ({ date }: { readonly date: string }) => (
  <ChangeButton
    change={startRun}
    input={{ machine: 'daily-kpi', date }}
    label={`Run ${date}`}
    icon="play"
    onDone={({ name }) => go(`/runs/daily-kpi/${encodeURIComponent(name)}`)}
  />
);

const OF_QUEUE = {
  quarantine: { to: '/refused', label: 'See the refused events' },
  'dead-letter': { to: '/refused?show=dead', label: 'See the dead letters' },
  'schedule-dead-letter': { to: '/alarms?alarm=schedule-dead-letter-waiting', label: 'What to do' },
} as const;

/** The button or link that helps with a finding. */
const Help = ({ about }: Pick<ShownFinding, 'about'>) => {
  switch (about?.kind) {
    case 'days': {
      const [first, ...more] = about.dates;
      return first === undefined || more.length > 0 ? (
        <Link to="/days">See the days</Link>
      ) : (
        <RunDay date={first} />
      );
    }
    case 'run':
      return <Link to={`/runs/daily-kpi/${encodeURIComponent(about.name)}`}>See the run</Link>;
    case 'queue':
      return <Link to={OF_QUEUE[about.name].to}>{OF_QUEUE[about.name].label}</Link>;
    case 'runbook':
      return <Link to={`/alarms?alarm=${about.section}`}>What to do</Link>;
    default:
      return null;
  }
};

/** Who should do what. Left out if the link next to it leads to the runbook. */
const Act = ({ finding: { doer, act, about } }: { readonly finding: ShownFinding }) =>
  about?.kind === 'runbook' && act.startsWith('docs/runbook.md') ? null : (
    <span class="finding-act">
      For {doer}: {act}
    </span>
  );

/** What needs attention: what is wrong, who should act, and what helps. */
export const Findings = ({ findings }: { readonly findings: readonly ShownFinding[] }) => (
  <ul class="framed-list findings" aria-label="What needs attention">
    {findings.map((finding) => (
      <li key={finding.text} class="row">
        <Icon name="refused" />
        <span class="finding">
          <strong>{finding.text.slice(0, 1).toUpperCase() + finding.text.slice(1)}.</strong>{' '}
          <Act finding={finding} />
        </span>
        <Help about={finding.about} />
      </li>
    ))}
  </ul>
);
