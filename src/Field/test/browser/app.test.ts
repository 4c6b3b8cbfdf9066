import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import en from '../../src/text/en.json' with { type: 'json' };
import km from '../../src/text/km.json' with { type: 'json' };
import vi from '../../src/text/vi.json' with { type: 'json' };
import { enrol, typePin } from '../../tools/browser.mjs';
import { mark, nobodyMet, Phones, visitNextDoor } from './phones.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tungngo-field-'));
const build = join(import.meta.dirname, '../../../Server/wwwroot/field');
// A copy, because one test changes the build under the app's feet.
const phones = Phones.use(() => {
  cpSync(build, scratch, { recursive: true });
  return scratch;
});
const enrolled = () => phones.enrolled();
afterAll(() => rmSync(scratch, { recursive: true }));

/** The half-finished visits as the disk has them: sealed, so only whether they have changed can be told. */
const draftsOnDisk = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error!);
      });
    const db = await answer(indexedDB.open('tungngo'));
    const drafts = await answer<{ iv: Uint8Array }[]>(
      db.transaction('sealed').objectStore('sealed').getAll(IDBKeyRange.bound('draft:', 'draft;')),
    );
    db.close();
    return drafts.map(({ iv }) => [...iv].join()).join(';');
  });

/** What is tapped is on the disk when the poll ends, which is sooner than a person can pull out a battery. */
async function keeps(page: Page, act: () => Promise<void>): Promise<void> {
  const before = await draftsOnDisk(page);
  await act();
  await expect.poll(() => draftsOnDisk(page)).not.toBe(before);
}

const workerReady = (page: Page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

describe('a visit', () => {
  it('with two services and the next date takes at most eight taps from Today', async () => {
    const { page } = await enrolled();
    const taps = await visitNextDoor(page);
    expect(taps).toBeLessThanOrEqual(8);
    expect(await page.locator('h1').textContent()).toContain('Hôm nay');
  });

  it('under way outlives a kill without a line, down to the last tap', async () => {
    const { context, page } = await enrolled();
    await workerReady(page);
    await context.setOffline(true);
    await page.locator('.door .row').last().click();
    await page.locator('.action .main').click();
    await keeps(page, () => page.locator('.outcomes button').nth(2).click());
    await keeps(page, () => page.locator('textarea').fill('Bà con hẹn gặp sau mùa lúa'));
    await keeps(page, () => page.locator('.days .chip').nth(1).click());
    const again = await phones.killAndReopen(context, page);
    await again.locator('.row.due').click();
    expect(await again.locator('textarea').inputValue()).toBe('Bà con hẹn gặp sau mùa lúa');
    expect(await again.locator('.outcomes button').nth(2).getAttribute('aria-pressed')).toBe('true');
    expect(await again.locator('.days .chip').nth(1).getAttribute('aria-pressed')).toBe('true');
  });
});

describe('without a line', () => {
  it('three visits are kept through a kill and arrive when the line is back', async () => {
    const { context, page } = await enrolled();
    await workerReady(page);
    await expect.poll(() => mark(page)).toBe('Đã gửi hết');
    await context.setOffline(true);
    for (let i = 0; i < 3; i++) await visitNextDoor(page);
    await expect.poll(() => mark(page)).toBe('3 chưa gửi');
    const again = await phones.killAndReopen(context, page);
    await expect.poll(() => mark(again)).toBe('3 chưa gửi');
    await context.setOffline(false);
    await expect.poll(() => mark(again), { timeout: 20_000 }).toBe('Đã gửi hết');
  });

  it('the app opens by any of its addresses, by its own one without waking the worker', async () => {
    if (process.env['APP']) return;
    const { context, page } = await enrolled();
    await workerReady(page);
    await page.close();
    await context.setOffline(true);
    const again = await phones.open(context);
    const opened = async (address: string): Promise<string> => {
      await again.goto(address);
      await again.locator('.pin').waitFor();
      const [entry] = await again.evaluate(() => performance.getEntriesByType('navigation').map(found => found.toJSON() as unknown));
      return (entry as { workerMatchedSourceType: string }).workerMatchedSourceType;
    };
    expect(await opened(phones.app.address)).toBe('cache');
    expect(await opened(`${phones.app.address}?from=home`)).toBe('');
  });

  it('leaving the phone is refused while something is unsent', async () => {
    const { context, page } = await enrolled();
    await context.setOffline(true);
    await visitNextDoor(page);
    await page.locator('.nav button').last().click();
    await page.getByText('Rời máy này').click();
    await page.getByText('Chưa rời được').waitFor();
  });
});

describe('English', () => {
  it('is no phone’s burden until it is chosen, and is there without a line from then on', async () => {
    if (process.env['APP']) return;
    const { context, page } = await enrolled();
    await workerReady(page);
    const kept = (): Promise<boolean> =>
      page.evaluate(async () => {
        const names = await caches.keys();
        const requests = await Promise.all(names.map(async name => (await caches.open(name)).keys()));
        return requests.flat().some(request => /\/en-/.test(request.url));
      });
    expect(await kept()).toBe(false);
    await page.locator('.nav button').last().click();
    await page.getByRole('button', { name: 'English' }).click();
    await expect.poll(kept).toBe(true);
    await context.setOffline(true);
    await page.reload();
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en');
  });
});

describe('the other languages', () => {
  it('say in the built app what their catalogues say, from the first text to the last', async () => {
    if (process.env['APP']) return;
    const assets = join(build, 'assets');
    const own = Object.keys(vi).filter(key => !key.startsWith('opening.'));
    for (const [language, known] of Object.entries({ km, en } as Record<string, Record<string, string>>)) {
      const file = readdirSync(assets).find(name => new RegExp(`^${language}-.*\\.js$`).test(name))!;
      const built = Object.values((await import(join(assets, file))) as Record<string, unknown>).find(Array.isArray) as string[];
      expect(built).toEqual(own.map(key => known[key]));
    }
    // The app puts them together again by its own Vietnamese ones: the screens show it.
    const { page } = await enrolled();
    await page.locator('.nav button').last().click();
    await page.getByRole('button', { name: 'ភាសាខ្មែរ' }).click();
    const shown = async (): Promise<string[]> => page.locator('.list .row .grow').allInnerTexts();
    await expect
      .poll(shown)
      .toEqual(expect.arrayContaining([km['badge.title'], km['training.title'], km['gather.title'], km['work.title']]));
  });
});

describe('“Vắng nhà”', () => {
  it('is one tap from the list, and can be taken back', async () => {
    const { page } = await enrolled();
    const before = await page.locator('.progress .large').textContent();
    await page.locator('.away').last().click();
    await expect.poll(() => page.locator('.progress .large').textContent()).not.toBe(before);
    await page.getByText('Hoàn tác').click();
    await expect.poll(() => page.locator('.progress .large').textContent()).toBe(before);
    expect(await mark(page)).not.toContain('chưa gửi');
  });
});

describe('a new version of the app', () => {
  it('waits while the app is in use and leaves a visit under way alone', async () => {
    if (process.env['APP']) return;
    const { context, page } = await enrolled();
    await workerReady(page);
    await page.reload();
    await typePin(page);
    await page.locator('.door .row').last().click();
    await page.locator('.action .main').click();
    await page.locator('textarea').fill('đang gặp');
    const worker = join(scratch, 'sw.js');
    writeFileSync(worker, readFileSync(worker, 'utf8').replace(/[0-9a-f]{12}/, 'aaaaaaaaaaaa'));
    await page.evaluate(() => navigator.serviceWorker.getRegistration().then(registration => registration!.update()));
    await expect
      .poll(() => page.evaluate(() => navigator.serviceWorker.getRegistration().then(registration => registration!.waiting !== null)))
      .toBe(true);
    expect(await page.locator('textarea').inputValue()).toBe('đang gặp');
    expect(await page.locator('.notice').count()).toBe(0);
    await page.locator('.bar .square').first().click();
    await page.locator('.notice').getByText('Dùng ngay').click();
    await page.locator('.pin').waitFor();
    await typePin(page);
    await page.locator('.action .main').click();
    expect(await page.locator('textarea').inputValue()).toBe('đang gặp');
    expect(await page.evaluate(() => caches.keys())).toEqual(['field-aaaaaaaaaaaa']);
    await context.setOffline(true);
    await page.reload();
    await page.locator('.pin').waitFor();
  });
});

describe('a shared phone', () => {
  it('opens for each member with an own PIN', async () => {
    const { page } = await enrolled();
    await page.locator('.nav button').last().click();
    await page.getByText('Thêm người dùng máy này').click();
    await page.locator('dialog input.code').fill(phones.app.memberCode);
    await page.locator('dialog .main').click();
    await typePin(page, '135791');
    await page.getByText('Nhập lại lần nữa').waitFor();
    await typePin(page, '135791');
    await page.getByText('Đã thêm người dùng.').waitFor();
    await page.getByText('Khóa máy').click();
    await page.locator('.splash .row').nth(1).click();
    await typePin(page, '135791');
    await page.locator('.bar').waitFor();
  });
});

describe('a lost phone', () => {
  it("is revoked from the leader's and wipes itself at next contact, saying so", async () => {
    const lost = await enrolled();
    const leader = await enrolled();
    await leader.page.evaluate(() => {
      location.hash = '#/team';
    });
    const revoke = leader.page.getByRole('button', { name: 'Thu hồi' });
    await revoke.first().waitFor();
    // The list that is asked for afterwards waits, as it does in a village: one that is out is not offered again meanwhile.
    const lists: (() => void)[] = [];
    await leader.context.route('**/api/devices', route => void lists.push(() => void route.continue()));
    for (let left = await revoke.count(); left > 0; left--) {
      await revoke.first().click();
      await leader.page.locator('.danger').click();
      await leader.page.locator('.danger').waitFor({ state: 'detached' });
      expect(await revoke.count()).toBe(left - 1);
    }
    await expect.poll(() => lists.length).toBeGreaterThan(0);
    for (const go of lists) go();
    await expect.poll(() => leader.page.locator('.past.column', { hasText: 'đã thu hồi' }).count()).toBeGreaterThan(0);
    await lost.context.setOffline(true);
    await lost.page.locator('.away').first().click();
    await lost.page.evaluate(() => {
      location.hash = '#/sync';
    });
    await lost.page.getByText('1 việc chưa gửi').waitFor();
    await lost.context.setOffline(false);
    await lost.page.getByText('Máy này đã bị thu hồi').waitFor();
    // How many of each kind only this phone had, also after the wipe and a restart.
    await lost.page.getByText(vi['revoked.lost']).waitFor();
    expect(await lost.page.locator('.card li').allTextContents()).toEqual([`${vi['kind.visit']}: 1`]);
    await expect.poll(() => lost.page.evaluate(() => indexedDB.databases())).toEqual([]);
    await expect.poll(() => lost.page.evaluate(() => caches.keys())).toEqual([]);
    await lost.page.reload();
    await lost.page.getByText('Máy này đã bị thu hồi').waitFor();
    await lost.page.getByText(`${vi['kind.visit']}: 1`).waitFor();
    await lost.page.getByText('Ghi danh lại').click();
    await lost.page.getByText('Ghi danh máy này').waitFor();
  });
});

describe('a notice for a group', () => {
  it('is copied and shared with its picture in one tap, posted in another, and can be taken back', async () => {
    if (process.env['APP']) return;
    const { context, page } = await enrolled();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    // Chromium on a desk has no share sheet: the phone's is stood in for, so that what is handed to it can be seen.
    await page.evaluate(() => {
      const shared: unknown[] = [];
      Object.assign(window, { shared });
      Object.assign(navigator, {
        canShare: () => true,
        share: (data: ShareData) =>
          Promise.resolve(shared.push({ text: data.text, files: data.files?.map(file => `${file.type} ${file.size > 0}`) })),
      });
      location.hash = '#/news';
    });
    await expect.poll(() => page.locator('.badge').textContent()).toContain('4');
    await page.locator('.row').first().click();
    await page.locator('img.card-picture').waitFor();
    await page.locator('.action .second').click();
    await expect.poll(() => page.evaluate(() => (window as unknown as { shared: unknown[] }).shared)).toHaveLength(1);
    const [given] = await page.evaluate(() => (window as unknown as { shared: { text: string; files: string[] }[] }).shared);
    expect(given!.files).toEqual(['image/png true']);
    expect(given!.text).toMatch(/^Mặn lên 4,2[^]*112\/TB-CCTL\n\nhttps:\/\/tungngo.example\/t\/t0$/);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(given!.text);

    await page.locator('.action .main').click();
    await page.getByText('đã đăng hôm nay').waitFor();
    await page.locator('.toast').getByText('Hoàn tác').click();
    await page.locator('.action .main').waitFor();
    expect(await mark(page)).not.toContain('chưa gửi');
  });

  it('is told at a door in the language spoken there, without a line too', async () => {
    if (process.env['APP']) return;
    const { context, page } = await enrolled();
    await workerReady(page);
    await context.setOffline(true);
    await page.evaluate(() => {
      location.hash = '#/doors';
    });
    await page.locator('.door .row').first().click();
    await page.locator('.door .row').first().click();
    expect(await page.locator('.notice-text').getAttribute('lang')).toBe('km');
    await page.locator('dialog .main').click();
    await expect.poll(() => mark(page)).toBe('1 chưa gửi');
    await context.setOffline(false);
    await expect.poll(() => mark(page), { timeout: 20_000 }).toBe('Đã gửi hết');
  });
});

describe('every screen', () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const check = async (page: Page, name: string): Promise<string[]> => {
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const { violations } = await (
        window as unknown as {
          axe: { run: () => Promise<{ violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] }> };
        }
      ).axe.run();
      return violations
        .filter(one => one.impact === 'serious' || one.impact === 'critical')
        .map(one => `${one.id}: ${one.nodes[0]!.html.slice(0, 160)} ${one.nodes[0]!.failureSummary.slice(0, 200)}`);
    });
    return found.map(one => `${name}: ${one}`);
  };

  it.each([
    ['vi', 'light'],
    ['km', 'dark'],
  ])('can be used by everyone (%s, %s)', async (language, theme) => {
    const context = await phones.newPhone();
    await context.addInitScript(settings => {
      localStorage.setItem('tungngo.settings', settings);
    }, JSON.stringify({ language, theme }));
    const page = await phones.open(context);
    await page.goto(phones.app.address);
    await page.locator('input.code').waitFor();
    const found = await check(page, 'enrol');
    await page.goto('about:blank').catch(() => undefined);
    phones.complaints = phones.complaints.filter(one => !one.includes('localStorage'));
    await enrol(page, phones.app.address, phones.code());
    for (const screen of ['today', 'doors', 'news', 'guides', 'me', 'sync', 'team', 'add-door']) {
      await page.evaluate(to => {
        location.hash = `#/${to}`;
      }, screen);
      await page.locator('.bar').waitFor();
      await page.waitForFunction(() => !document.querySelector('.waiting'));
      found.push(...(await check(page, screen)));
    }
    for (const row of ['.row.due', '.row.alarm', '.list:last-of-type .row']) {
      await page.evaluate(() => {
        location.hash = '#/news';
      });
      await page.locator('.bar').waitFor();
      if ((await page.locator(row).count()) === 0) continue;
      await page.locator(row).first().click();
      await page.locator('.screen.child').waitFor();
      found.push(...(await check(page, `news ${row}`)));
    }
    await page.evaluate(() => {
      location.hash = '#/doors';
    });
    await page.locator('.door .row').nth(5).click();
    await page.locator('.action .main').waitFor();
    found.push(...(await check(page, 'household')));
    await page.locator('main > .second.wide').last().click();
    found.push(...(await check(page, 'household edit')));
    await page.locator('dialog .square').click();
    await page.locator('.action .main').click();
    if (await nobodyMet(page)) await page.locator('.chip.who').first().click();
    await page.locator('.stages button').first().click();
    found.push(...(await check(page, 'visit')));
    await page.locator('.service .square').first().click();
    found.push(...(await check(page, 'guide')));
    await page.reload();
    await page.locator('.pin').waitFor();
    found.push(...(await check(page, 'unlock')));
    expect(found).toEqual([]);
  });
});
