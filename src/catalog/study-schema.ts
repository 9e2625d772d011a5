import * as z from 'zod';
import type { Problem } from '../messages/manifest-problems.ts';
import { manifestProblems, mismatches } from '../messages/manifest-problems.ts';
import { both, matching } from './fields.ts';

const itemId = matching(/^S\d{2}$/, manifestProblems.item);
const address = z.url({ protocol: /^https?$/ });

/** What an item of the study list is. */
export const itemKinds = ['video', 'doc', 'workshop', 'course', 'blog', 'prerequisite'] as const;

const item = z.strictObject({
  id: itemId.describe('its place in the list'),
  title: both.describe('its name'),
  kind: z.enum(itemKinds).describe('what it is'),
  url: address.optional().describe('its address, as the list gives it'),
  lab: z.string().min(1).optional().describe('the lab that it is'),
  optional: z.boolean().default(false).describe('may be skipped'),
  same: itemId.optional().describe('an earlier item that is the same; both are done together'),
  see: z.array(itemId).default([]).describe('items that it refers to'),
  note: both.optional().describe('what one must know of it'),
  dead: both.optional().describe('what happened to its address'),
  successor: address.optional().describe('an address that takes its place'),
});

const group = z.strictObject({
  title: both.optional().describe('its heading'),
  pick: z.literal('one').optional().describe('one of its items is enough'),
  items: z.array(item).min(1).describe('its items, in order'),
});

const section = z.strictObject({
  id: z.string().min(1).describe('what the `section` of a lab names'),
  title: both.describe('its heading'),
  goal: both.optional().describe('what one knows after it'),
  groups: z.array(group).min(1).describe('its parts, in order'),
});

/** `labs/paths/study-list.yaml`: every id once, every reference to an item that is there. */
export const studyListSchema = z
  .strictObject({
    id: z.string().describe('its name for programs'),
    title: both.describe('its name'),
    sections: z.array(section).min(1).describe('its sections, in order'),
  })
  .superRefine(({ sections }, context) => {
    const seen = new Set<string>();
    const known = new Set(
      sections.flatMap(({ groups }) => groups.flatMap(({ items }) => items.map(({ id }) => id))),
    );
    for (const [s, { groups }] of sections.entries()) {
      for (const [g, { items }] of groups.entries()) {
        for (const [i, { id, same, see }] of items.entries()) {
          const say = (key: string, { en, ko }: Problem) =>
            context.addIssue({
              code: 'custom',
              path: ['sections', s, 'groups', g, 'items', i, key],
              message: en,
              params: { ko },
            });
          if (seen.has(id)) say('id', mismatches.twice(id));
          if (same !== undefined && !seen.has(same)) say('same', mismatches.noEarlierItem(same));
          for (const other of see) if (!known.has(other)) say('see', mismatches.noItem(other));
          seen.add(id);
        }
      }
    }
  });

/** A course over the study list, week by week: `labs/paths/university.yaml`. */
export const courseSchema = z.strictObject({
  id: z.string().describe('its name for programs'),
  title: both.describe('its name'),
  weeks: z
    .array(
      z.strictObject({
        week: z.int().positive().describe('its number'),
        items: z.array(itemId).min(1).describe('items of the study list'),
      }),
    )
    .min(1)
    .describe('in order'),
});

/** The study list as its file gives it. */
export type StudyList = z.infer<typeof studyListSchema>;
export type StudyItem = z.infer<typeof item>;
export type StudySection = z.infer<typeof section>;
/** A course of so many weeks. */
export type Course = z.infer<typeof courseSchema>;
