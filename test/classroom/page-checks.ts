import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** The narrowest phone in use, and a projector. */
export const phone = { width: 360, height: 740 } as const;
export const projector = { width: 1920, height: 1080 } as const;

/** Expects of a page what everybody needs: language, title, labels, contrast, no sideways scrolling. */
export async function expectReadable(page: Page, lang: 'en' | 'ko'): Promise<void> {
  const found = await page.evaluate(look);
  expect(found).toEqual({
    lang,
    title: expect.stringMatching(/./),
    headings: 1,
    pale: [],
    unlabelled: 0,
    overflow: expect.toSatisfy((width: number) => width <= 0),
  });
}

/** What has the focus, as it is announced, and whether one can see that it has. */
export function focused(page: Page): Promise<{ readonly name: string; readonly isShown: boolean }> {
  return page.evaluate(`(() => {
    const element = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return {
      name: element.labels?.[0]?.textContent ?? element.ariaLabel ?? element.textContent,
      isShown: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
    };
  })()`);
}

/** Runs in the page. */
const look = `(() => {
  const texts = [...document.querySelectorAll('body *')].filter(
    (element) =>
      element.checkVisibility() &&
      [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ''),
  );
  const numbers = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const backgroundOf = (element) => {
    if (element === null) return [255, 255, 255];
    const color = numbers(getComputedStyle(element).backgroundColor);
    return (color[3] ?? 1) > 0.99 ? color : backgroundOf(element.parentElement);
  };
  const luminance = (color) => {
    const [r, g, b] = color.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrastOf = (element) => {
    const ink = luminance(numbers(getComputedStyle(element).color));
    const paper = luminance(backgroundOf(element));
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  };
  const controls = [...document.querySelectorAll('input, progress')];
  return {
    lang: document.documentElement.lang,
    title: document.title,
    headings: document.querySelectorAll('h1').length,
    pale: texts
      .filter((element) => !(contrastOf(element) >= 4.5))
      .map((element) => element.tagName + ' ' + element.textContent),
    unlabelled: controls.filter((one) => (one.labels?.length ?? 0) === 0 && !one.ariaLabel).length,
    overflow: document.documentElement.scrollWidth - innerWidth,
  };
})()`;
