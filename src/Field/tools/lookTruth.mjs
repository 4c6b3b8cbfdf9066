// Pictures of what the server's word and the clock do on the screens, at 360×740 into test-results/look-truth/: node tools/lookTruth.mjs [vi|km|en] [light|dark] [normal|large|huge]
import { mkdirSync } from 'node:fs';
import { enrol, launch, phone, serve } from './browser.mjs';

const [language = 'vi', theme = 'light', size = 'normal'] = process.argv.slice(2);
const folder = `test-results/look-truth/${language}-${theme}-${size}`;
mkdirSync(folder, { recursive: true });
const app = await serve();
const browser = await launch();
const context = await browser.newContext(phone);
const page = await context.newPage();
page.on('pageerror', error => console.log('page error:', error.message));
await page.addInitScript(settings => {
  if (!localStorage.getItem('tungngo.settings')) localStorage.setItem('tungngo.settings', settings);
}, JSON.stringify({ language, theme, size }));
let n = 0;
const look = async (name, fullPage = false) => {
  await page.waitForTimeout(250);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) console.log(`${name}: ${wide}px wider than the phone`);
  await page.screenshot({ path: `${folder}/${String(++n).padStart(2, '0')}-${name}.png`, fullPage });
};
const open = async hash => {
  await page.evaluate(to => {
    location.hash = to;
  }, hash);
  await page.waitForTimeout(200);
};
const save = async () => {
  await page.locator('.action .main').click();
  await page.locator('.toast').waitFor();
  await page.waitForTimeout(300);
};
/** The server's answers to pushes and pulls, changed on the way. */
const meddle = async (path, how) => {
  await page.unroute(path).catch(() => undefined);
  await page.route(path, async route => route.fulfill(await how(route)));
};

await enrol(page, app.address, app.codes[0]);
const door = id => `0192f005-0000-7000-8000-${id.toString(16).padStart(12, '0')}`;
await open(`#/door/${door(1)}`);
await page.locator('.history .quiet').first().click();
await look('correction-of-an-old-visit', true);
await open(`#/door/${door(4)}`);
await page.locator('.action .main').click();
await page.locator('.chip.who').first().click();
await page.locator('.service').first().locator('.stages button').nth(1).click();
await save();
await open(`#/door/${door(4)}`);
await page.locator('.history .quiet').first().click();
await look('correction', true);
await page.locator('.action .main').click();
await look('correction-of-nothing');

await open(`#/door/${door(4)}`);
await page.locator('.person .row').nth(1).click();
await page.locator('dialog .quiet.bad').click();
await page.locator('dialog .danger').click();
await look('person-gone', true);

await open('#/add-door');
await page.locator('.field input').first().fill('thach den');
await look('twin-by-name');
await page.locator('.action .main').click();
await look('twin-undecided');
await page.locator('.twin > .second').click();
await page.locator('.field input[inputmode=tel]').fill('0910015838');
await look('twin-by-phone');
if (await page.locator('.twin').count()) await page.locator('.twin > .second').click();
await page.locator('.action .main').click();
await page.locator('.card.due.column').waitFor();
await look('twin-noted-at-the-door', true);
await open('#/today');
await look('twin-noted-today');

await meddle('**/api/sync/push', async route => {
  const { mutations } = route.request().postDataJSON();
  const reasons = [
    ['sync.outside-territory', 'Hộ này không thuộc địa bàn của tổ. Chuyển cho tổ phụ trách ấp của hộ.'],
    ['invalid', 'Có chỗ chưa đúng: POST. Sửa chỗ được nêu rồi gửi lại.'],
  ];
  const results = mutations.map(({ id }, i) => ({ id, result: 'refused', code: reasons[i % 2][0], reason: reasons[i % 2][1] }));
  return { json: { results, upTo: 1, serverTime: '2024-10-05T01:00:00Z' } };
});
await open('#/today');
for (const at of [3, 4]) {
  await page.locator('.away').nth(at).click();
  await page.waitForTimeout(200);
}
await open('#/sync');
await page.locator('.refused').nth(1).waitFor({ timeout: 20_000 });
await look('refused', true);
await page.locator('.refused .quiet.bad').first().click();
await look('refused-give-up');
await meddle('**/api/sync/push', async () => ({
  status: 400,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: 'urn:tungngo:invalid', title: 'Có chỗ chưa đúng: POST.', status: 400, code: 'invalid', next: '' }),
}));
await page.locator('section > .second.strong.wide').click();
await page.locator('.refused').first().waitFor();
await page.waitForTimeout(800);
await look('not-taken', true);
await meddle('**/api/sync/pull*', async route => {
  const response = await route.fetch();
  const answer = await response.json();
  return { response, json: { ...answer, serverTime: new Date(Date.parse(answer.serverTime) - 26 * 3_600_000).toISOString() } };
});
await page.unroute('**/api/sync/push');
await page.locator('.action .main').click();
await page.waitForTimeout(800);
await look('clock-fast');
await open('#/today');
await look('clock-fast-today');
await browser.close();
await app.close();
