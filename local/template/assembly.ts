import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isObject, type Properties } from '../values/json.ts';
import { Refusal, reasonOf } from '../values/refusal.ts';
import { parseTemplate } from './template.ts';

export type Assembly = ReturnType<typeof readAssembly>;

/**
 * Reads a CDK cloud assembly (`cdk.out`) that holds exactly one stack: its template and the files it deploys.
 * Format: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.cloud_assembly_schema-readme.html
 *
 * @throws Refusal when the directory is not such an assembly.
 */
export const readAssembly = (assemblyDir: string) => {
  const manifestFile = path.join(assemblyDir, 'manifest.json');
  if (!existsSync(manifestFile)) {
    throw new Refusal(
      `${assemblyDir} is not a CDK cloud assembly (no manifest.json): run "npx cdk synth" first`,
    );
  }
  const artifacts = artifactsOf(readJson(manifestFile), manifestFile);
  const [stack, ...otherStacks] = artifacts.filter(({ type }) => type === 'aws:cloudformation:stack');
  if (stack === undefined) throw new Refusal(`${manifestFile} holds no stack`);
  if (otherStacks.length > 0) {
    const names = [stack, ...otherStacks].map(({ id }) => id).join(', ');
    throw new Refusal(`${manifestFile} holds several stacks (${names}): the local cloud runs exactly one`);
  }
  const templateFile = fileOf(stack, 'templateFile', assemblyDir);
  const assets = new Map(
    artifacts
      .filter(({ type }) => type === 'cdk:asset-manifest')
      .flatMap((artifact) => assetsOf(fileOf(artifact, 'file', assemblyDir), assemblyDir)),
  );
  return {
    /**
     * Keeps what a local cloud has derived from the assembly for the next one. It may not exist, or not be writable.
     */
    cacheDir: path.resolve(assemblyDir, '.local-cloud'),
    stackName: typeof stack.properties.stackName === 'string' ? stack.properties.stackName : stack.id,
    template: parseTemplate(readJson(templateFile), path.basename(templateFile)),
    /** The file or directory behind an asset's S3 object key. @throws Refusal when no asset has that key */
    assetPath: (objectKey: string): string => {
      const asset = assets.get(objectKey);
      if (asset === undefined) throw new Refusal(`${assemblyDir} has no asset for the S3 key ${objectKey}`);
      if (!existsSync(asset)) throw new Refusal(`asset ${asset} is missing: run "npx cdk synth" again`);
      return asset;
    },
  };
};

type Artifact = { id: string; type: string; properties: Properties };

const artifactsOf = (manifest: unknown, manifestFile: string): Artifact[] => {
  const artifacts = isObject(manifest) ? manifest.artifacts : undefined;
  if (!isObject(artifacts)) throw new Refusal(`${manifestFile} lists no artifacts`);
  return Object.entries(artifacts).flatMap(([id, artifact]) =>
    isObject(artifact) && typeof artifact.type === 'string'
      ? [{ id, type: artifact.type, properties: isObject(artifact.properties) ? artifact.properties : {} }]
      : [],
  );
};

const fileOf = (artifact: Artifact, property: string, assemblyDir: string): string => {
  const file = artifact.properties[property];
  if (typeof file !== 'string')
    throw new Refusal(`${assemblyDir}: artifact ${artifact.id} has no ${property}`);
  return path.join(assemblyDir, file);
};

/** `[S3 object key, path on disk]` of each file asset: a directory (packaging `zip`) or a file. */
const assetsOf = (assetManifestFile: string, assemblyDir: string): [string, string][] => {
  const manifest = readJson(assetManifestFile);
  const files = isObject(manifest) && isObject(manifest.files) ? Object.values(manifest.files) : [];
  return files.flatMap((file) => {
    if (!isObject(file) || !isObject(file.source) || !isObject(file.destinations)) return [];
    const { path: sourcePath } = file.source;
    if (typeof sourcePath !== 'string') return [];
    return Object.values(file.destinations).flatMap((destination): [string, string][] =>
      isObject(destination) && typeof destination.objectKey === 'string'
        ? [[destination.objectKey, path.resolve(assemblyDir, sourcePath)]]
        : [],
    );
  });
};

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Refusal(`${file}: ${reasonOf(cause)}`, { cause });
  }
};
