// Writes docs/labs.md from the schemas and the labs. Run after a build: node scripts/labs-doc.mjs
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [{ labsDoc }, { loadCatalog }] = await Promise.all([
  import(`${root}dist/src/catalog/doc.js`),
  import(`${root}dist/src/catalog/load.js`),
]);
writeFileSync(`${root}docs/labs.md`, labsDoc(await loadCatalog()));
