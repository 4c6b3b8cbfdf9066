import { describe, expect, it } from 'vitest';
import type { Mutation, PushResponse } from '../../src/wire.ts';
import { go, mark, Phones } from './phones.ts';

const own = describe.skipIf(Boolean(process.env['APP']));
const phones = Phones.use();

own('water', () => {
  it('is one tap from Today, and a reading made without a line is kept, can be undone, and is sent when the line is back', async () => {
    const { context, page } = await phones.enrolled();
    await page.locator('.water-card').click();
    await page.locator('.water-value').first().waitFor();
    await context.setOffline(true);
    const save = async (value: string): Promise<void> => {
      await page.locator('.action .main').click();
      await page.locator('dialog .chip').first().click();
      await page.locator('dialog input').first().fill(value);
      await page.locator('dialog .main').click();
    };
    await save('56');
    await page.getByText('56 g/l mặn hơn nước biển').waitFor();
    await page.locator('dialog input').first().fill('5,6');
    await page.locator('dialog .main').click();
    await page.getByText('Đã lưu trên máy. Sẽ gửi khi có mạng.').waitFor();
    await expect.poll(() => mark(page)).toBe('1 chưa gửi');
    await page.locator('.toast button').click();
    await expect.poll(() => page.getByText('Số đo ghi trên máy này').count()).toBe(0);
    await save('4,6');
    await page.getByText('Số đo ghi trên máy này').waitFor();
    await context.setOffline(false);
    await expect.poll(() => mark(page), { timeout: 30_000 }).toBe('Đã gửi hết');
    await expect.poll(() => page.locator('.water-value').allTextContents()).toContain('4,6 g/l');
  });

  it('that the server refuses stays on the page with the reason', async () => {
    const { page } = await phones.enrolled();
    await page.route('**/api/sync/push', route => {
      const { mutations } = route.request().postDataJSON() as { mutations: Mutation[] };
      const results: PushResponse['results'] = mutations.map(({ id }) => ({
        id,
        result: 'refused',
        code: 'water.station-unknown',
        reason: 'Trạm đo này không phải của các ấp.',
      }));
      return route.fulfill({ json: { results, upTo: 1, serverTime: '2024-10-05T01:00:00Z' } satisfies PushResponse });
    });
    await go(page, 'water');
    await page.locator('.action .main').click();
    await page.locator('dialog .chip').first().click();
    await page.locator('dialog input').first().fill('3');
    await page.locator('dialog .main').click();
    await expect.poll(() => mark(page), { timeout: 30_000 }).toBe('1 chưa được nhận');
    await page.locator('.refused').getByText('Trạm đo này không phải của các ấp.').waitFor();
    expect(await page.locator('.refused b').first().textContent()).toContain('Số đo nước');
  });
});
