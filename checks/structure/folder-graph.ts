import { dirname, join } from 'node:path/posix';

/** For each folder, the other folders that its files import, including imports of types. */
export type FolderGraph = ReadonlyMap<string, ReadonlySet<string>>;

export interface SourceFile {
  /** Relative to the project's root. */
  readonly path: string;
  readonly text: string;
}

/** The specifier in `from './a.ts'`, `import './a.ts'` and `import('./a.ts')`. */
const RELATIVE_IMPORT = /(?:\bfrom|\bimport)[\s(]*'(\.[^']+)'/g;

export const folderGraph = (files: readonly SourceFile[]): FolderGraph => {
  const graph = new Map<string, Set<string>>();
  for (const { path, text } of files) {
    const folder = dirname(path);
    const imported = graph.get(folder) ?? new Set();
    graph.set(folder, imported);
    for (const [, specifier = ''] of text.matchAll(RELATIVE_IMPORT)) {
      const target = dirname(join(folder, specifier));
      if (target !== folder) imported.add(target);
    }
  }
  return graph;
};

const reachable = (graph: FolderGraph, start: string): ReadonlySet<string> => {
  const seen = new Set<string>();
  const waiting = [start];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const next of graph.get(folder) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return seen;
};

/** Groups of folders that import each other in a circle, in alphabetical order. */
export const folderCircles = (graph: FolderGraph): string[][] => {
  const reached = new Map([...graph.keys()].map((folder) => [folder, reachable(graph, folder)]));
  const circles = new Map<string, string[]>();
  for (const [folder, folders] of reached) {
    if (!folders.has(folder)) continue;
    const circle = [...folders].filter((other) => reached.get(other)?.has(folder)).toSorted();
    circles.set(circle.join(), circle);
  }
  return [...circles.keys()].toSorted().flatMap((key) => [circles.get(key) ?? []]);
};
