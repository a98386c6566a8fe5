import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sampleFile, type TripFile } from '../../../producer/produce/trip-files.ts';
import { BadRequest } from '../../api/fields.ts';
import { type CheckedFile, type EventKind, MOST_FILE_BYTES } from '../../api/producer.ts';
import { checkFile, versionOf } from './check-file.ts';

/** When there are more, the oldest is deleted. */
const MOST_DROPPED = 8;
const MEBIBYTE = 1024 * 1024;

/** A file that has been checked. */
export interface SendableFile extends TripFile {
  readonly checked: CheckedFile;
  readonly version: string | undefined;
  readonly isDropped: boolean;
}

const tooLarge = (name: string): BadRequest =>
  new BadRequest(
    `${name} is larger than ${MOST_FILE_BYTES / MEBIBYTE} MiB: give its path on the console's machine instead.`,
  );

/** Passes an upload through, up to the limit. */
const bounded = (name: string) =>
  async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > MOST_FILE_BYTES) throw tooLarge(name);
      yield chunk;
    }
  };

/** The files that the pages of a console have opened. */
export class SendableFiles {
  readonly #files = new Map<string, SendableFile>();
  /** Holds the dropped files. Created for the first one. */
  #folder: string | undefined;
  /** Ids of the files that are being sent. They are not deleted. */
  inUse: ReadonlySet<string> = new Set();

  /** @throws {InputError} what is wrong with the file */
  async open(path: string, timeZone: string): Promise<CheckedFile> {
    return this.#add(path, { name: path, timeZone, isDropped: false });
  }

  async openSample(kind: EventKind, timeZone: string): Promise<CheckedFile> {
    const name = `trip_${kind}.csv (sample)`;
    return this.#add(sampleFile(kind).path, { name, timeZone, isDropped: false });
  }

  /** Stores an upload in a temporary file. @throws {BadRequest} if it is too large @throws {InputError} as `open` */
  async drop(name: string, timeZone: string, upload: IncomingMessage): Promise<CheckedFile> {
    if (Number(upload.headers['content-length'] ?? 0) > MOST_FILE_BYTES) throw tooLarge(name);
    this.#folder ??= mkdtempSync(join(tmpdir(), 'tripstream-console-'));
    const path = join(this.#folder, `${randomUUID()}.csv`);
    try {
      await pipeline(upload, bounded(name), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
      return await this.#add(path, { name, timeZone, isDropped: true });
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await this.#forgetOldest();
    }
  }

  /** @throws {BadRequest} if the console no longer has the file, or if it has changed since it was checked */
  get(id: string): SendableFile {
    const file = this.#files.get(id);
    if (file === undefined)
      throw new BadRequest('The console no longer has this file: drop or open it again.');
    if (versionOf(file.path) !== file.version)
      throw new BadRequest(`${file.checked.name} has changed since it was checked: open it again.`);
    return file;
  }

  async close(): Promise<void> {
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }

  async #add(
    path: string,
    { isDropped, ...how }: { name: string; timeZone: string; isDropped: boolean },
  ): Promise<CheckedFile> {
    const version = versionOf(path);
    const checked = { id: randomUUID(), ...(await checkFile(path, how)) };
    this.#files.set(checked.id, { kind: checked.kind, path, checked, version, isDropped });
    return checked;
  }

  async #forgetOldest(): Promise<void> {
    const dropped = [...this.#files].filter(([id, { isDropped }]) => isDropped && !this.inUse.has(id));
    for (const [id, { path }] of dropped.slice(0, Math.max(0, dropped.length - MOST_DROPPED))) {
      this.#files.delete(id);
      await rm(path, { force: true });
    }
  }
}
