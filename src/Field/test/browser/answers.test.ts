import { describe, expect, it } from 'vitest';
import { go, mark, Phones } from './phones.ts';

const own = describe.skipIf(Boolean(process.env['APP']));
const phones = Phones.use();

own('questions and material', () => {
  it('are searched, asked, handed out and taken back without a line, and sent when it is back', async () => {
    const { context, page } = await phones.enrolled();
    await go(page, 'answers');
    await page.locator('summary').first().waitFor();
    expect(await page.locator('summary').count()).toBe(2);
    await context.setOffline(true);
    await page.locator('input').first().fill('mat sim');
    await expect.poll(() => page.locator('summary').allTextContents()).toEqual(['Mất SIM thì lấy lại VNeID thế nào?']);
    await page.locator('summary').click();
    await page.getByText('ធ្វើស៊ីមថ្មី។').waitFor();
    await page.locator('.action .main').click();
    await page.locator('dialog textarea').fill('Bà con hỏi chữ ký số ở đâu?');
    await page.locator('dialog .main').click();
    await page.getByText('Bà con hỏi chữ ký số ở đâu?').waitFor();
    await page.getByText('Chưa gửi', { exact: true }).waitFor();
    await page.getByLabel('Hỏi thêm về câu này').fill('Có mất tiền không?');
    await page.getByRole('button', { name: 'Gửi', exact: true }).click();
    await page.getByText('Có mất tiền không?').waitFor();

    await go(page, 'stock');
    await page.locator('input').first().fill('30');
    await page.getByRole('button', { name: 'Phát' }).click();
    await page.getByText('Còn 70').waitFor();
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await page.getByText('Còn 100').waitFor();
    await expect.poll(() => mark(page)).toBe('4 chưa gửi');
    await context.setOffline(false);
    await expect.poll(() => mark(page), { timeout: 30_000 }).toBe('Đã gửi hết');
    await page.getByText('Còn 100').waitFor();
  });
});
