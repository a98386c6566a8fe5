import { synthesized } from '../../test/infra/stack-under-test.ts';
import { privilegesIn } from './privileges.ts';

/** What each role in the template may do, as a Markdown table. */
export const securityTables = (): string => {
  const rows = [...privilegesIn(synthesized())].flatMap(([role, privileges]) =>
    privileges.map((privilege, index) => `| ${index === 0 ? role : ''} | \`${privilege}\` |`),
  );
  return ['| role | may |', '|---|---|', ...rows].join('\n');
};

if (import.meta.main) console.log(securityTables());
