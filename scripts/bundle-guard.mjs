// The guard's function as one file, with the SDK at the versions of the lockfile: the one that the
// runtime brings is another, changes by itself, and is not found by ES modules. The same sources
// give the same bytes.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * @param {string} entry src/guard/handler, as TypeScript or compiled
 * @returns {Promise<{ contents: Uint8Array, inputs: string[] }>} an ES module that exports `handler`,
 *   and the files that it holds
 */
export async function bundleGuard(entry) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
    metafile: true,
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    legalComments: 'none',
    logLevel: 'error',
    // CommonJS in the bundle asks for Node's own modules by `require`.
    banner: {
      js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
    },
  });
  return { contents: outputFiles[0].contents, inputs: Object.keys(metafile.inputs) };
}
