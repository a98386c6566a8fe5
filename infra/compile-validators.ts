import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import {
  auditSegmentRequestSchema,
  publishAuditRequestSchema,
} from '../functions/contracts/audit-schemas.ts';
import { auditFileSchema, metricsFileSchema } from '../functions/contracts/file-schemas.ts';
import {
  aggregateRequestSchema,
  pipeBatchSchema,
  planRequestSchema,
  publishRequestSchema,
} from '../functions/contracts/request-schemas.ts';
import { tripEndSchema, tripStartSchema } from '../functions/trip/event-schemas.ts';

/** Where the validators are kept; `npm run generate:validators` writes them, a test compares them with the schemas. */
export const VALIDATORS_FILE = resolve(
  import.meta.dirname,
  '../functions/contracts/generated/validators.mjs',
);

/** The source of the validators, compiled now so that no Lambda spends 50 to 100 ms of its cold start on it. */
export const compileValidators = (): string => {
  const ajv = new Ajv({
    allErrors: true,
    // Errors then carry the schema's `description` and the value, which a refusal names.
    verbose: true,
    schemas: [
      tripStartSchema,
      tripEndSchema,
      pipeBatchSchema,
      planRequestSchema,
      aggregateRequestSchema,
      publishRequestSchema,
      metricsFileSchema,
      auditFileSchema,
      auditSegmentRequestSchema,
      publishAuditRequestSchema,
    ],
    code: { source: true, esm: true, lines: true },
  });
  const code = standaloneCode.default(ajv, {
    validateTripStart: 'tripStart',
    validateTripEnd: 'tripEnd',
    validatePipeBatch: 'pipeBatch',
    validatePlanRequest: 'planRequest',
    validateAggregateRequest: 'aggregateRequest',
    validatePublishRequest: 'publishRequest',
    validateMetricsFile: 'metricsFile',
    validateAuditFile: 'auditFile',
    validateAuditSegmentRequest: 'auditSegmentRequest',
    validatePublishAuditRequest: 'publishAuditRequest',
  });
  return `// Written by \`npm run generate:validators\` from the *-schemas.ts beside it.\n${code}\n`;
};

if (import.meta.main) writeFileSync(VALIDATORS_FILE, compileValidators());
