import type { ComponentChildren } from 'preact';
import type { ConsoleStatus } from '../../api/status.ts';
import { streamTrouble } from '../client/live-stream.ts';
import { path } from '../client/location.ts';
import { stackStatus, timeZone } from '../client/stack-status.ts';
import { timeOfDay } from '../client/times.ts';
import { Facts } from '../components/facts.tsx';
import { Icon } from '../components/icon.tsx';
import { Link } from '../components/link.tsx';
import { PassingTrouble, Trouble } from '../components/trouble.tsx';
import type { Page } from './page.ts';

export const isShown = ({ path: root }: Page, shown: string): boolean =>
  shown === root || (root !== '/' && shown.startsWith(`${root}/`));

const Navigation = ({ pages }: { readonly pages: readonly Page[] }) => (
  <nav aria-label="Pages">
    <ul>
      {pages.map((page) => (
        <li key={page.path}>
          <Link to={page.path} class="with-icon" isCurrent={isShown(page, path.value)}>
            <Icon name={page.icon} />
            {page.title}
          </Link>
        </li>
      ))}
    </ul>
  </nav>
);

const Stack = ({ stack, where, mayChange, timeZone: zone }: ConsoleStatus) => (
  <Facts
    class="stack-facts"
    rows={[
      ['Stack', stack],
      ['Where', where],
      ['Times in', zone],
      ['Access', mayChange ? 'read and write' : 'read-only'],
    ]}
  />
);

/** Trouble that affects all pages: no server, no stack, AWS throttling us. */
const Troubles = ({ status }: { readonly status: ConsoleStatus | undefined }) => (
  <>
    <PassingTrouble error={streamTrouble.value ?? status?.trouble} />
    {status?.slowed.map(({ api, nextTryAt }) => (
      <Trouble key={api}>
        AWS is throttling requests ({api}). The console tries again at {timeOfDay(nextTryAt, timeZone.value)}.
      </Trouble>
    ))}
  </>
);

interface FrameProps {
  readonly pages: readonly Page[];
  readonly children: ComponentChildren;
}

/** The frame around every page. */
export const Frame = ({ pages, children }: FrameProps) => {
  const { value: status } = stackStatus.value;
  return (
    <>
      <a class="skip" href="#content">
        Skip to the page
      </a>
      <header class="frame">
        <Link to="/" class="with-icon brand">
          <img src="/assets/icon.svg" alt="" width="28" height="28" />
          Tripstream
        </Link>
        <Navigation pages={pages} />
        {status === undefined ? null : <Stack {...status} />}
      </header>
      <main id="content" tabIndex={-1}>
        <Troubles status={status} />
        {children}
      </main>
    </>
  );
};
