import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A real git repository that stands for one on the web. */
export interface Remote {
  readonly url: string;
  readonly dir: string;
  /** Makes a commit; null removes a file. */
  commit(files: Readonly<Record<string, string | null>>): string;
  git(...args: readonly string[]): string;
}

/** Repositories that a URL of `https://git.test/` leads to. */
export interface Remotes {
  /** Variables that lead git to them. */
  readonly env: Readonly<Record<string, string>>;
  /** @param branch its default branch */
  make(name: string, branch?: string): Remote;
  remove(): void;
}

const host = 'https://git.test/';

export function makeRemotes(): Remotes {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'labs-remotes-')));
  return {
    env: {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `url.file://${root}/.insteadOf`,
      GIT_CONFIG_VALUE_0: host,
    },
    make: (name, branch = 'main') => {
      const dir = join(root, name);
      const git = (...args: readonly string[]) => gitIn(dir, args);
      mkdirSync(dir);
      git('init', '-q', '-b', branch);
      git('config', 'uploadpack.allowAnySHA1InWant', 'true');
      git('config', 'uploadpack.allowFilter', 'true');
      const commit: Remote['commit'] = (files) => {
        for (const [path, text] of Object.entries(files)) {
          const file = join(dir, path);
          mkdirSync(dirname(file), { recursive: true });
          if (text === null) rmSync(file);
          else writeFileSync(file, text);
        }
        git('add', '-A');
        git('-c', 'user.name=t', '-c', 'user.email=t@t', 'commit', '-q', '-m', 'edition');
        return git('rev-parse', 'HEAD').trim();
      };
      return { url: host + name, dir, commit, git };
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Runs git in a folder and gives its output. */
export function gitIn(dir: string, args: readonly string[]): string {
  return execFileSync('git', args, {
    cwd: dir,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', HOME: '/nowhere' },
  });
}
