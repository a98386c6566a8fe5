import './style/tokens.css';
import './style/base.css';
import './style/frame.css';
import './style/components.css';
import { render } from 'preact';
import { path } from './client/location.ts';
import { Link } from './components/link.tsx';
import { Frame, isShown } from './layout/frame.tsx';
import { PAGES } from './pages.ts';

const NotFound = () => (
  <>
    <h1>There is no such page</h1>
    <p>
      The console has nothing at {path.value}. <Link to="/">Go to the first page</Link>.
    </p>
  </>
);

const App = () => {
  const page = PAGES.find((one) => isShown(one, path.value));
  document.title = `${page?.title ?? 'No such page'} · Tripstream`;
  return <Frame pages={PAGES}>{page === undefined ? <NotFound /> : <page.Content key={page.path} />}</Frame>;
};

const root = document.getElementById('app');
if (root === null) throw new Error('index.html has no element "app"');
render(<App />, root);
