/**
 * Makes the links of a page lead to the repository: a registry shows the page without the files
 * beside it.
 *
 * @param {string} text Markdown
 * @param {{ version: string, repository: { url: string } }} project of package.json
 */
export function registryLinks(text, { version, repository }) {
  const home = repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
  return text.replace(/(!?)\[([^\]]*)\]\((?![a-z]+:|#)([^)]+)\)/g, (_, image, label, path) =>
    image === ''
      ? `[${label}](${home}/blob/v${version}/${path})`
      : `![${label}](${home}/raw/v${version}/${path})`,
  );
}
