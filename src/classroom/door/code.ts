import { createHash, randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O and U, which are read as other signs, or as words. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Of five bits each: 75 bits, which nobody guesses. */
const length = 15;
const groupLength = 5;

/**
 * What a stack keeps in place of a hash once its student's code was revoked: unlike an empty one it
 * says that no code is to be made for them. No text is known to have it as its SHA-256, and it fits
 * the pattern of stacks that were made before it was used.
 */
export const revokedDoor = '0'.repeat(64);

/** A new code for the door. */
export function newCode(): string {
  return spellCode(Array.from(randomBytes(length), (byte) => alphabet.charAt(byte % 32)).join(''));
}

/** A code as it is printed: `K7M3Q-9WTRX-2BHNP`. */
export function spellCode(signs: string): string {
  return signs.match(new RegExp(`.{${groupLength}}`, 'g'))?.join('-') ?? signs;
}

/**
 * The signs of a code as somebody typed it, without what is between them, and with what looks like
 * them read as them; undefined for what cannot be one.
 */
export function readCode(typed: string): string | undefined {
  const signs = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—_.·]+/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
  return new RegExp(`^[${alphabet}]{${length}}$`).test(signs) ? signs : undefined;
}

/**
 * What is kept of a code, in the parameters of the sandbox's stack: SHA-256 with the class, hex.
 * Plain, for nobody finds 75 random bits by trying.
 *
 * @param code as {@link newCode} or {@link readCode} gives it
 */
export function hashOfCode(group: string, code: string): string {
  return createHash('sha256')
    .update(`labs-door:${group}:${readCode(code) ?? ''}`)
    .digest('hex');
}
