import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Mutation, PushResponse } from '../../src/wire.ts';
import { go, mark, Phones } from './phones.ts';

// These meddle with the answers of the stand-in, so a running server is left alone.
const own = describe.skipIf(Boolean(process.env['APP']));
const phones = Phones.use();
const door = (n: number): string => `door/0192f005-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

async function pushesOf(page: Page): Promise<Mutation[]> {
  const sent: Mutation[] = [];
  await page.route('**/api/sync/push', async route => {
    sent.push(...(route.request().postDataJSON() as { mutations: Mutation[] }).mutations);
    await route.continue();
  });
  return sent;
}

own('a correction', () => {
  it('of the note alone sends the note alone, and of nothing nothing', async () => {
    const { page } = await phones.enrolled();
    const sent = await pushesOf(page);
    await go(page, door(4));
    await page.locator('.action .main').click();
    await page.locator('.chip.who').first().click();
    await page.locator('.service').first().locator('.stages button').nth(1).click();
    await page.locator('.action .main').click();
    await page.getByText('Đã lưu trên máy. Sẽ gửi khi có mạng.').waitFor();
    await expect.poll(() => mark(page)).toBe('Đã gửi hết');
    await go(page, door(4));
    await page.locator('.history .quiet').first().click();
    expect(await page.locator('.service').first().locator('.stages button').nth(1).getAttribute('aria-pressed')).toBe('true');
    await page.locator('.action .main').click();
    await page.getByText('Không có gì thay đổi.').waitFor();
    await page.locator('.history .quiet').first().click();
    await page.locator('textarea').fill('Bà con xin hẹn lại');
    await page.locator('.action .main').click();
    await expect.poll(() => sent.filter(one => one.kind === 'visit').length).toBe(2);
    expect(sent.at(-1)!.visit).toMatchObject({ fields: ['note'], note: 'Bà con xin hẹn lại', supersedes: sent[0]!.id, seconds: null });
  });

  it('of a visit that came without what was done says that this stays', async () => {
    const { page } = await phones.enrolled();
    await go(page, door(1));
    await page.locator('.history .quiet').first().click();
    await page.getByText('giữ nguyên như đã ghi').waitFor();
    expect(await page.locator('.service').count()).toBe(0);
    expect(await page.locator('.who').count()).toBe(0);
  });
});

own('a household that is there already', () => {
  it('is shown while the name is typed; the member opens it or adds another, and is told what the server says', async () => {
    const { page } = await phones.enrolled();
    await go(page, 'add-door');
    await page.locator('.field input').first().fill('thach den');
    await page.locator('.twin').waitFor();
    await page.locator('.action .main').click();
    await page.getByText('Hãy cho biết có phải hộ đã có không.').waitFor();
    await page.getByText('Đúng hộ này').first().click();
    await page.locator('h1', { hasText: 'Thạch Dên' }).waitFor();
    await go(page, 'add-door');
    await page.locator('.field input').first().fill('thach den');
    await page.getByText('Hộ khác, cứ thêm').click();
    expect(await page.locator('.twin').count()).toBe(0);
    await page.locator('.action .main').click();
    await page.getByText('Có thể trùng với hộ Thạch Dên').waitFor();
    await go(page, 'today');
    await page.getByText('Có thể trùng với hộ Thạch Dên').waitFor();
    await page.locator('.card .row').first().click();
    await page.locator('h1', { hasText: 'thach den' }).waitFor();
    await page.getByText('Đã hiểu').first().click();
    await expect.poll(() => page.getByText('Có thể trùng với hộ Thạch Dên').count()).toBe(0);
  });
});

own('an edit', () => {
  it('sends what was changed from what the form showed, also when a pull brings something new meanwhile', async () => {
    const { page } = await phones.enrolled();
    const { page: other } = await phones.enrolled();
    const sent = await pushesOf(page);
    const theirs = await pushesOf(other);
    const form = async (on: Page): Promise<void> => {
      await go(on, door(6));
      await on.locator('main > .second.wide').last().click();
    };
    await form(page);
    const phoneField = 'dialog input[inputmode=tel]';
    await form(other);
    await other.locator(phoneField).fill('0909090909');
    await other.locator('dialog .main').click();
    await expect.poll(() => theirs.length).toBe(1);
    const before = await page.locator(phoneField).inputValue();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(() => page.locator('.bar .square[href="tel:0909090909"]').count()).toBe(1);
    expect(await page.locator(phoneField).inputValue()).toBe(before);
    await page.locator('dialog input').nth(2).fill('bên cây dừa');
    await page.locator('dialog .main').click();
    await expect.poll(() => sent.length).toBe(1);
    expect(sent[0]!.household).toMatchObject({ fields: ['landmark'], landmark: 'bên cây dừa', version: theirs[0]!.household!.version });
    await page.locator('.bar .square[href="tel:0909090909"]').waitFor();
  });
});

own('who was marked as gone by mistake', () => {
  it('is back by one tap, before and after the server has heard of it', async () => {
    const { page } = await phones.enrolled();
    const sent = await pushesOf(page);
    await go(page, door(4));
    const people = page.locator('.person');
    await people.first().waitFor();
    const before = await people.count();
    const leave = async (): Promise<void> => {
      await page.locator('.person .row').nth(1).click();
      await page.locator('dialog .quiet.bad').click();
      await page.locator('dialog .danger').click();
      await expect.poll(() => people.count()).toBe(before - 1);
    };
    await leave();
    await page.locator('.toast').getByText('Hoàn tác').click();
    await expect.poll(() => people.count()).toBe(before);
    expect(sent).toEqual([]);
    await leave();
    await expect.poll(() => sent.length, { timeout: 20_000 }).toBe(1);
    await expect.poll(() => mark(page)).toBe('Đã gửi hết');
    await page.getByText('Vẫn ở đây').click();
    await expect.poll(() => people.count()).toBe(before);
    await expect.poll(() => sent.length).toBe(2);
    expect(sent.map(one => [one.kind, one.person!.gone ?? false, one.person!.back ?? false])).toEqual([
      ['person.edit', true, false],
      ['person.edit', false, true],
    ]);
    expect(await page.getByText('Vẫn ở đây').count()).toBe(0);
  });
});

own('refused work', () => {
  it('says what to do in words, and goes again all at once under the ids it had', async () => {
    const { page } = await phones.enrolled();
    const sent: string[][] = [];
    await page.route('**/api/sync/push', async route => {
      const { mutations } = route.request().postDataJSON() as { mutations: Mutation[] };
      sent.push(mutations.map(({ id }) => id));
      if (sent.length > 1) return route.continue();
      const results: PushResponse['results'] = mutations.map(({ id }) => ({
        id,
        result: 'refused',
        code: 'invalid',
        reason: 'Có chỗ chưa đúng: POST. Sửa chỗ được nêu rồi gửi lại.',
      }));
      return route.fulfill({ json: { results, upTo: 1, serverTime: '2024-10-05T01:00:00Z' } satisfies PushResponse });
    });
    await page.context().setOffline(true);
    for (const n of [2, 3]) {
      await go(page, door(n));
      await page.locator('.action .main').click();
      await page.locator('.outcomes button').nth(3).click();
      await page.locator('.action .main').click();
      await page.getByText('Đã lưu trên máy').waitFor();
      await expect.poll(() => mark(page)).toBe(`${n - 1} chưa gửi`);
    }
    await page.context().setOffline(false);
    await expect.poll(() => mark(page), { timeout: 20_000 }).toBe('2 chưa được nhận');
    await go(page, 'sync');
    const text = await page.locator('main').textContent();
    expect(text).toContain('Hãy ghi lại cho đúng');
    expect(text).not.toContain('POST');
    for (const item of await page.locator('.refused').all()) expect(await item.locator('.second.strong').count()).toBe(1);
    await page.getByText('Gửi lại tất cả').click();
    await expect.poll(() => mark(page)).toBe('Đã gửi hết');
    expect(sent[1]!.sort()).toEqual(sent[0]!.sort());
  });
});

own('a wrong clock', () => {
  it('is told with its error, and the work is dated rightly', async () => {
    const { page } = await phones.enrolled();
    const aDay = 86_400_000;
    const sent = await pushesOf(page);
    await page.route('**/api/sync/pull*', async route => {
      const response = await route.fetch();
      const answer = (await response.json()) as { serverTime: string };
      const serverTime = new Date(Date.parse(answer.serverTime) - 2 * aDay).toISOString();
      await route.fulfill({ response, json: { ...answer, serverTime } });
    });
    await go(page, 'sync');
    await page.locator('.action .main').click();
    await page.getByText('Đồng hồ của máy chạy nhanh 2 ngày').waitFor();
    await go(page, 'today');
    await page.locator('.door .away').last().click();
    await expect.poll(() => sent.length, { timeout: 20_000 }).toBe(1);
    const phoneNow = await page.evaluate(() => performance.timeOrigin + performance.now());
    expect(Math.abs(phoneNow - 2 * aDay - Date.parse(sent[0]!.at))).toBeLessThan(60_000);
    expect(Math.abs(sent[0]!.skew! + (2 * aDay) / 1000)).toBeLessThan(60);
  });
});
