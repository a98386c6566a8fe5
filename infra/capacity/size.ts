import { KPI_RUN } from '../../functions/contracts/agreed.ts';
import { AUDIT } from '../../functions/contracts/audit-size.ts';
import { QUOTA_NAMES, QUOTAS, type QuotaName } from './aws-limits.ts';
import { LANE_RECORDS_PER_SECOND, WORKLOAD } from './workload.ts';

export type ShardMode = 'provisioned' | 'on-demand';

export interface Units {
  readonly reads: number;
  readonly writes: number;
}

/** Units per second, of the table or of its index. */
export interface Throughput {
  /** What it can take at once, without scaling first. */
  readonly warm: Units;
  /** Its upper bound, which limits what a mistake costs. */
  readonly most: Units;
}

/** The size of a deployment. */
export interface Size {
  readonly shardMode: ShardMode;
  /** The shards of each stream; for an on-demand stream, those that AWS is assumed to keep. */
  readonly shards: number;
  /** How many batches of a shard are on their way at once: a pipe's parallelization factor. */
  readonly lanesPerShard: number;
  readonly batchWindowSeconds: number;
  /** The index partitions of each day. */
  readonly partitions: number;
  /**
   * A run is missing after this many hours without a published day: 24, the extra hour in autumn, and the duration of a
   * run.
   */
  readonly missingRunHours: number;
  /** Unset: AWS's defaults. */
  readonly throughput?: { readonly table: Throughput; readonly index: Throughput };
}

/** The size of a deployment that names no volume: enough for a million trips a day. */
export const DEFAULT_SIZE = {
  shards: 1,
  lanesPerShard: 2,
  batchWindowSeconds: 1,
  partitions: 16,
  missingRunHours: 26,
} as const satisfies Omit<Size, 'shardMode'>;

/** How many records a second all lanes of a stream take in together. */
export const drainedPerSecond = ({ shards, lanesPerShard }: Pick<Size, 'shards' | 'lanesPerShard'>): number =>
  shards * lanesPerShard * LANE_RECORDS_PER_SECOND;

/** How many batches are on their way at once, at most, in both pipes together. */
export const batchesAtOnce = ({ shards, lanesPerShard }: Pick<Size, 'shards' | 'lanesPerShard'>): number =>
  WORKLOAD.streams * shards * lanesPerShard;

/** How many functions run at once, at most: both intakes, a run and an audit. */
export const functionsAtOnce = (size: Size): number =>
  batchesAtOnce(size) + KPI_RUN.lanesAtOnce + AUDIT.segmentsAtOnce;

/** How much of each quota a size needs. */
const needsOf = (size: Size): Readonly<Record<QuotaName, number>> => {
  const { table, index } = size.throughput ?? {};
  const isProvisioned = size.shardMode === 'provisioned';
  return {
    tableWrites: Math.max(table?.warm.writes ?? 0, index?.warm.writes ?? 0),
    tableReads: Math.max(table?.warm.reads ?? 0, index?.warm.reads ?? 0),
    shards: isProvisioned ? size.shards * WORKLOAD.streams : 0,
    streamMegabytes: isProvisioned ? 0 : size.shards,
    functions: functionsAtOnce(size),
    pipes: batchesAtOnce(size),
  };
};

/** A quota that is too small for a size. */
export interface Excess {
  readonly quota: QuotaName;
  readonly needed: number;
  readonly allowed: number;
}

/** Quotas that AWS has raised for this account. */
export type RaisedQuotas = Readonly<Partial<Record<QuotaName, number>>>;

/** How much of a quota the account has. */
export const allowedOf = (quota: QuotaName, raised: RaisedQuotas = {}): number =>
  raised[quota] ?? QUOTAS[quota].byDefault;

/** The quotas that are too small for a size. */
export const excessesOf = (size: Size, raised?: RaisedQuotas): readonly Excess[] => {
  const needs = needsOf(size);
  return QUOTA_NAMES.map((quota) => ({
    quota,
    needed: needs[quota],
    allowed: allowedOf(quota, raised),
  })).filter((excess) => excess.needed > excess.allowed);
};
