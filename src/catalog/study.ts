import type { StudyItem, StudyList, StudySection } from './study-schema.ts';

/** An item with where it stands in the list. */
export interface PlacedItem extends StudyItem {
  readonly section: StudySection;
  readonly group: StudySection['groups'][number];
  /** Its number, from 1, as a person types it. */
  readonly number: number;
}

/** All items, in order. */
export function itemsOf({ sections }: StudyList): readonly PlacedItem[] {
  return sections.flatMap((section) =>
    section.groups.flatMap((group) =>
      group.items.map((item) => ({ ...item, section, group, number: Number(item.id.slice(1)) })),
    ),
  );
}

/** The item that a person means by `S07`, `7` or the id of a lab; the first of several. */
export function findItem(list: StudyList, word: string): PlacedItem | undefined {
  const number = /^s?(\d{1,3})$/i.exec(word)?.[1];
  return itemsOf(list).find((item) =>
    number === undefined ? item.lab === word : item.number === Number(number),
  );
}
