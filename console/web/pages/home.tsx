import { stackStatus } from '../client/stack-status.ts';
import { Shown } from '../components/shown.tsx';
import type { Page } from '../layout/page.ts';

const Content = () => (
  <>
    <h1>Flow</h1>
    <Shown of={stackStatus.value} what="the stack">
      {({ stack, where, timeZone, mayChange }) => (
        <section class="card">
          <h2>{stack}</h2>
          <p>
            This console shows the stack {stack} ({where}).
            {timeZone === undefined ? '' : ` Days are counted, and times shown, in ${timeZone}.`}{' '}
            {mayChange
              ? 'It may start and change things.'
              : 'It only reads; start it with --allow-writes to change things.'}
          </p>
        </section>
      )}
    </Shown>
  </>
);

export const homePage: Page = { path: '/', title: 'Flow', icon: 'flow', Content };
