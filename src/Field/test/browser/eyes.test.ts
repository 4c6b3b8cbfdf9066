import { describe, expect, it } from 'vitest';
import vi from '../../src/text/vi.json' with { type: 'json' };
import { Phones, visitNextDoor } from './phones.ts';

const phones = Phones.use();
const enrolled = () => phones.enrolled();

describe('a long list of doors', () => {
  it('has only the rows near the screen, and every door is reached by scrolling', async () => {
    const { page } = await enrolled();
    await page.evaluate(() => {
      location.hash = '#/doors';
    });
    const rows = page.locator('li.door');
    await rows.first().waitFor();
    const all = Number(await rows.first().getAttribute('aria-setsize'));
    expect(all).toBeGreaterThan(60);
    const seen = new Set<string>();
    let most = 0;
    for (let end = false; !end;) {
      for (const place of await rows.evaluateAll(found => found.map(row => row.getAttribute('aria-posinset')!))) seen.add(place);
      most = Math.max(most, await rows.count());
      end = await page.evaluate(() => {
        const before = scrollY;
        scrollBy(0, innerHeight / 2);
        return scrollY === before;
      });
      await page.evaluate(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    }
    expect(most).toBeLessThanOrEqual(42);
    expect(seen.size).toBe(all);
    // Another list begins at its own first door.
    await page.evaluate(() => scrollTo(0, 0));
    await page.locator('input[type=search]').fill('thach');
    await expect.poll(async () => Number(await rows.first().getAttribute('aria-setsize'))).toBeLessThan(all);
    expect(await rows.first().getAttribute('aria-posinset')).toBe('1');
  });
});

describe('whoever hears the app', () => {
  it('stands at the heading after each step, in a window that is named and never after a household', async () => {
    const { page } = await enrolled();
    const names = new Set<string>();
    for (const screen of ['doors', 'news', 'guides', 'me', 'sync', 'today']) {
      await page.evaluate(to => {
        location.hash = `#/${to}`;
      }, screen);
      await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
      names.add(await page.title());
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    }
    expect(names.size).toBe(6);
    await page.locator('.door .row').last().click();
    await expect.poll(() => page.title()).toBe(`${vi['doors.title']} · Từng Ngõ`);
    expect(await page.title()).not.toContain(await page.locator('h1').textContent());
  });
});

describe('a screen', () => {
  it('whose colours the system has chosen shows what is chosen', async () => {
    const { page } = await enrolled();
    await page.emulateMedia({ forcedColors: 'active' });
    await page.evaluate(() => {
      location.hash = '#/me';
    });
    await page.locator('.chip').first().waitFor();
    const ground = (pressed: string) =>
      page.evaluate(state => getComputedStyle(document.querySelector(`.chip[aria-pressed='${state}']`)!).backgroundColor, pressed);
    expect(await ground('true')).not.toBe(await ground('false'));
  });

  it('at the largest letters keeps the name of whom one visits, and what destroys is not the colour of what goes on', async () => {
    const { page } = await enrolled();
    await page.evaluate(() => {
      document.documentElement.dataset['size'] = 'huge';
    });
    await page.locator('.door .row').last().click();
    await page.locator('.action .main').click();
    const heading = page.locator('h1');
    await heading.waitFor();
    expect(await heading.evaluate(title => title.scrollWidth <= title.clientWidth)).toBe(true);
    await page.locator('.outcomes button').nth(1).click();
    await page.getByRole('button', { name: vi['visit.drop'] }).click();
    const colour = (of: string) => page.evaluate(named => getComputedStyle(document.querySelector(named)!).backgroundColor, of);
    expect(await colour('.danger')).not.toBe(await colour('.action .main'));
    await page.locator('.danger').click();
    await page.locator('.danger').waitFor({ state: 'detached' });
  });

  it('tells a note’s limit while it is written', async () => {
    const { page } = await enrolled();
    await page.locator('.door .row').last().click();
    await page.locator('.action .main').click();
    await page.locator('textarea').fill('a'.repeat(600));
    expect(await page.locator('.count').textContent()).toBe('500/500');
  });
});

describe('what stands in between', () => {
  it('is named on the day’s page, with the work safe and one thing to tap', async () => {
    if (process.env['APP']) return;
    const { context, page } = await enrolled();
    await visitNextDoor(page);
    await context.route('**/api/sync/**', route => route.fulfill({ status: 502, contentType: 'text/html', body: 'Bad gateway' }));
    await page.evaluate(() => {
      location.hash = '#/sync';
    });
    await page.locator('.action .main').click();
    await page.locator('p.card.bad').waitFor();
    await page.evaluate(() => {
      location.hash = '#/today';
    });
    const card = page.locator('.card.bad.column');
    expect(await card.textContent()).toContain(vi['trouble.busy']);
    expect(await card.textContent()).toContain(vi['trouble.safe']);
    await context.unroute('**/api/sync/**');
    await card.getByRole('button', { name: vi['retry'] }).click();
    await card.waitFor({ state: 'detached' });
  });
});
