import { expect } from 'vitest';
import { newCode } from '../../../src/classroom/door/code.ts';
import { handoutPage } from '../../../src/classroom/handouts/page.ts';
import { browserTest, launchBrowser } from '../../browser.ts';
import { expectReadable, phone, projector } from '../page-checks.ts';

const cards = [
  { id: '20230001', person: { number: '20230001', name: '김하늘' }, code: newCode() },
  {
    id: 's-2',
    person: { number: 'S-2', name: 'Maximilian von und zu Hohenstein' },
    code: newCode(),
  },
  { id: '003', person: { number: '003' }, code: newCode() },
];
const facts = {
  group: 'ml101',
  doorUrl: 'https://door.of-the-department.example.ac.kr:8443/',
  begins: { at: new Date('2026-11-24T00:00:00Z'), timeZone: 'Asia/Seoul' },
} as const;

browserTest(
  'cards are read in both languages, and printed whole, two beside each other',
  async () => {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      for (const lang of ['ko', 'en'] as const) {
        const labs = [
          lang === 'ko' ? 'XGBoost 로 다이렉트 마케팅' : 'Direct marketing with XGBoost',
        ];
        await page.setContent(handoutPage(cards, { ...facts, lang, labs }));
        for (const size of [phone, projector]) {
          await page.setViewportSize(size);
          await expectReadable(page, lang);
        }
      }
      await page.setViewportSize({ width: 718, height: 1000 });
      await page.emulateMedia({ media: 'print' });
      const boxes = await Promise.all(
        (await page.locator('article').all()).map((card) => card.boundingBox()),
      );
      expect(boxes[1]!.y).toBe(boxes[0]!.y);
      expect(boxes[1]!.x).toBeGreaterThan(300);
      expect(boxes[2]!.y).toBeGreaterThan(boxes[0]!.y + 200);
      const code = (await page.locator('.code').nth(1).boundingBox())!;
      expect(code.x + code.width).toBeLessThanOrEqual(boxes[1]!.x + boxes[1]!.width);
    } finally {
      await browser.close();
    }
  },
);
