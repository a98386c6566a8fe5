import type { AuditSummary } from '../../../api/days.ts';
import { Badge } from '../../components/badge.tsx';
import { Facts } from '../../components/facts.tsx';
import { Link } from '../../components/link.tsx';
import { AUDIT_LOOKS } from './day-text.ts';

/** What the last audit of a day found. */
export const AuditFound = ({ audit }: { readonly audit: AuditSummary | undefined }) => (
  <section class="card">
    <h2>Last audit</h2>
    {audit === undefined ? (
      <p>This day has not been audited. An audit compares its metrics with every trip in the table.</p>
    ) : (
      <>
        <p class="badges">
          <Badge {...AUDIT_LOOKS[audit.standing]} />
        </p>
        <p>{audit.verdict}</p>
        <Facts rows={audit.rows} />
        {audit.examples.map(([matter, tripIds]) => (
          <p key={matter} class="row examples">
            Examples, {matter}:{' '}
            {tripIds.map((id) => (
              <Link key={id} to={`/trips?id=${encodeURIComponent(id)}`}>
                {id}
              </Link>
            ))}
          </p>
        ))}
      </>
    )}
  </section>
);
