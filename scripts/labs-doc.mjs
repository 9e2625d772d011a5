// Writes docs/labs.md from the schemas, the labs, and the last rehearsals of them. Run after a build:
// node scripts/labs-doc.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [{ labsDoc }, { loadCatalog }, { recordsSchema }, { rehearsalTable }] = await Promise.all([
  import(`${root}dist/src/catalog/doc.js`),
  import(`${root}dist/src/catalog/load.js`),
  import(`${root}dist/src/rehearsal/record.js`),
  import(`${root}dist/src/rehearsal/table.js`),
]);
const kept = JSON.parse(readFileSync(`${root}bench/results/rehearsals.json`, 'utf8'));
const catalog = await loadCatalog();
const table = rehearsalTable(catalog, recordsSchema.parse(kept).rows);
writeFileSync(`${root}docs/labs.md`, labsDoc(catalog, table));
