import './runs.css';
import { MACHINES } from '../../../api/runs.ts';
import { path } from '../../client/location.ts';
import type { Page } from '../../layout/page.ts';
import { Run } from './run.tsx';
import { RunList } from './run-list.tsx';

const Content = () => {
  const [, , named = '', name = ''] = path.value.split('/');
  const machine = MACHINES.find((one) => one === named);
  return machine === undefined || name === '' ? (
    <RunList />
  ) : (
    <Run key={path.value} machine={machine} name={decodeURIComponent(name)} />
  );
};

export const runsPage: Page = { path: '/runs', title: 'Runs', icon: 'runs', Content };
