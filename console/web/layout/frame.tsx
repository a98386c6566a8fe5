import type { ComponentChildren } from 'preact';
import type { ConsoleStatus } from '../../api/status.ts';
import { streamTrouble } from '../client/live-stream.ts';
import { path } from '../client/location.ts';
import { stackStatus, timeZone } from '../client/stack-status.ts';
import { timeOfDay } from '../client/times.ts';
import { Icon } from '../components/icon.tsx';
import { Link } from '../components/link.tsx';
import { Trouble } from '../components/trouble.tsx';
import type { Page } from './page.ts';

export const isShown = ({ path: root }: Page, shown: string): boolean =>
  shown === root || (root !== '/' && shown.startsWith(`${root}/`));

const Navigation = ({ pages }: { readonly pages: readonly Page[] }) => (
  <nav aria-label="Pages">
    <ul>
      {pages.map((page) => (
        <li key={page.path}>
          <Link to={page.path} isCurrent={isShown(page, path.value)}>
            <Icon name={page.icon} />
            {page.title}
          </Link>
        </li>
      ))}
    </ul>
  </nav>
);

const Stack = ({ stack, where, mayChange, timeZone: zone }: ConsoleStatus) => (
  <dl class="stack-facts">
    <div>
      <dt>Stack</dt>
      <dd>{stack}</dd>
    </div>
    <div>
      <dt>Where</dt>
      <dd>{where}</dd>
    </div>
    {zone === undefined ? null : (
      <div>
        <dt>Times in</dt>
        <dd>{zone}</dd>
      </div>
    )}
    <div>
      <dt>Access</dt>
      <dd>{mayChange ? 'read and write' : 'read-only'}</dd>
    </div>
  </dl>
);

/** What is wrong with all pages alike: no server, no stack, AWS slowing us down. */
const Troubles = ({ status }: { readonly status: ConsoleStatus | undefined }) => {
  const stream = streamTrouble.value;
  const trouble = stream ?? status?.trouble;
  return (
    <>
      {trouble === undefined ? null : <Trouble>{trouble} This page keeps trying.</Trouble>}
      {(status?.slowed ?? []).map(({ api, nextTryAt }) => (
        <Trouble key={api}>
          AWS has asked for fewer requests ({api}). The console asks again at{' '}
          {timeOfDay(nextTryAt, timeZone.value)}.
        </Trouble>
      ))}
    </>
  );
};

/** The frame around every page. */
export const Frame = ({
  pages,
  children,
}: {
  readonly pages: readonly Page[];
  readonly children: ComponentChildren;
}) => {
  const { value: status } = stackStatus.value;
  return (
    <>
      <a class="skip" href="#content">
        Skip to the page
      </a>
      <header class="frame">
        <Link to="/" class="brand">
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
