import type { Rule } from '../rule.ts';
import { a1 } from './a1.ts';
import { b1 } from './b1.ts';
import { b2 } from './b2.ts';
import { d1 } from './d1.ts';
import { d2 } from './d2.ts';
import { e1 } from './e1.ts';
import { h1 } from './h1.ts';
import { h2 } from './h2.ts';
import { i1 } from './i1.ts';
import { k1 } from './k1.ts';
import { k2 } from './k2.ts';
import { l1 } from './l1.ts';
import { l2 } from './l2.ts';
import { l3 } from './l3.ts';
import { l4 } from './l4.ts';
import { l5 } from './l5.ts';
import { l6 } from './l6.ts';
import { n1 } from './n1.ts';
import { o1 } from './o1.ts';
import { p1 } from './p1.ts';
import { p2 } from './p2.ts';
import { r1 } from './r1.ts';
import { r2 } from './r2.ts';
import { s1 } from './s1.ts';
import { s2 } from './s2.ts';
import { s3 } from './s3.ts';
import { s4 } from './s4.ts';
import { s5 } from './s5.ts';
import { s6 } from './s6.ts';

/** Every rule, in the order of docs/check.md. */
export const rules: readonly Rule[] = [
  b1,
  b2,
  k1,
  k2,
  s1,
  s2,
  s3,
  s4,
  s5,
  s6,
  l1,
  l2,
  l3,
  l4,
  l5,
  l6,
  d1,
  d2,
  h1,
  h2,
  p1,
  p2,
  n1,
  o1,
  r1,
  r2,
  e1,
  i1,
  a1,
];
