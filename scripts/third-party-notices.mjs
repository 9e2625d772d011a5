import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const licenseFile = /^(licen[cs]e|copying|notice)(\..*)?$/i;

/**
 * Names every package that a bundle holds, with its version, its licence and the texts that come
 * with it; a text that several packages share stands once.
 *
 * @param {string} root the folder that the inputs are relative to
 * @param {readonly string[]} inputs the files that were bundled, as esbuild's metafile names them
 * @returns {string} one text, in the order of the packages' names
 */
export function thirdPartyNotices(root, inputs) {
  const folders = new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined));
  const sections = new Map();
  for (const { title, text } of [...folders].map((folder) => readPackage(join(root, folder)))) {
    sections.set(text, (sections.get(text) ?? new Set()).add(title));
  }
  return [...sections]
    .map(([text, titles]) =>
      [[...titles].toSorted((a, b) => (a < b ? -1 : 1)).join('\n'), text].join('\n\n').trim(),
    )
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join('\n\n')
    .concat('\n');
}

/** The folder of the package that a file belongs to; none for a file of this project. */
function packageFolder(file) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

function readPackage(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (name === undefined || license === undefined) {
    throw new Error(`${folder} names no licence: it cannot be shipped`);
  }
  const texts = readdirSync(folder)
    .filter((file) => licenseFile.test(file))
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return { title: `## ${name} ${version} (${license})`, text: texts.join('\n\n') };
}
