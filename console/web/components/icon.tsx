/** The strokes of 24 by 24 icons. */
export const STROKES = {
  flow: 'M4 6h5m6 0h5M4 18h5m6 0h5M12 6v12M9 4h6v4H9zM9 16h6v4H9z',
  producer: 'M4 12h11m-5-5 5 5-5 5M19 5v14',
  runs: 'M5 4h6v5H5zM13 15h6v5h-6zM8 9v4a2 2 0 0 0 2 2h3',
  days: 'M4 6h16v14H4zM4 10h16M8 3v4m8-4v4M8 14h2m4 0h2',
  refused: 'M12 4 3 20h18zM12 10v4m0 3v.1',
  trip: 'M6 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4zm12-10a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8 17h6a3 3 0 0 0 0-6h-4a3 3 0 0 1 0-6h6',
  alarms: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4',
  external: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  done: 'M5 12.5 10 17 19 7',
  failed: 'M6 6l12 12M18 6 6 18',
  running: 'M12 4a8 8 0 1 1-8 8',
  stopped: 'M7 7h10v10H7z',
  unknown: 'M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2m0 3v.1',
  waiting: 'M12 7v5l3 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  caught: 'M12 4v10m0 4v.1',
  play: 'M8 5v14l11-7z',
  pause: 'M9 6v12M15 6v12',
  drop: 'M12 15V4m-4 4 4-4 4 4M4 15v5h16v-5',
  again: 'M20 11a8 8 0 1 0-2 6m2-12v6h-6',
  back: 'M15 5l-7 7 7 7',
  forward: 'M9 5l7 7-7 7',
} as const;

export type IconName = keyof typeof STROKES;

/** An icon next to a word with the same meaning, so screen readers skip it. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
    <path d={STROKES[name]} />
  </svg>
);
