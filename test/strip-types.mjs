import { stripTypeScriptTypes } from 'node:module';

/** Jest runs the very text that `node` runs: types are blanked out in place, so line numbers stay true. */
export default {
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
};
