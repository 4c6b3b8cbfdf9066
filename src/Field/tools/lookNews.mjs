// Pictures of the screens about news at 360×740 into test-results/look-news/: [STANDIN_NEWS=full|none] node tools/lookNews.mjs [vi|km|en] [light|dark] [normal|large|huge]
import { mkdirSync } from 'node:fs';
import { enrol, launch, phone, serve } from './browser.mjs';

const [language = 'vi', theme = 'light', size = 'normal'] = process.argv.slice(2);
const folder = `test-results/look-news/${language}-${theme}-${size}-${process.env.STANDIN_NEWS ?? 'some'}`;
mkdirSync(folder, { recursive: true });
const app = await serve();
const browser = await launch();
const context = await browser.newContext(phone);
const page = await context.newPage();
page.on('console', message => {
  if (message.type() === 'error' || message.type() === 'warning') console.log('console:', message.text());
});
page.on('pageerror', error => console.log('page error:', error.message));
await page.addInitScript(settings => {
  if (!localStorage.getItem('tungngo.settings')) localStorage.setItem('tungngo.settings', settings);
}, JSON.stringify({ language, theme, size }));
let n = 0;
const look = async (name, fullPage = false) => {
  await page.waitForTimeout(300);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) console.log(`${name}: ${wide}px wider than the phone`);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, a[href], input, select, summary')]
      .filter(known => known.checkVisibility() && !known.closest('[hidden]'))
      .map(known => [known.getBoundingClientRect(), known.textContent?.slice(0, 20)])
      .filter(([box]) => box.width > 0 && (box.width < 44 || box.height < 44))
      .map(([box, text]) => `${text} ${Math.round(box.width)}×${Math.round(box.height)}`),
  );
  if (small.length > 0) console.log(`${name}: too small to touch:`, small.join(', '));
  await page.screenshot({ path: `${folder}/${String(++n).padStart(2, '0')}-${name}.png`, fullPage });
};
const open = async hash => {
  await page.evaluate(to => {
    location.hash = to;
  }, hash);
  await page.waitForTimeout(200);
};

await page.goto(app.address);
await enrol(page, app.address, app.codes[0]);
await page.waitForTimeout(2500);
await look('today');
await open('#/news');
await look('news', true);
if ((await page.locator('.row').count()) > 0) {
  for (const heading of await page.locator('.heading').all()) await heading.click();
  await look('news-folded-open', true);
  await page.locator('.row').first().click();
  await look('relay-late', true);
  await page.locator('.card .quiet').click();
  await look('relay-handover');
  await page.locator('dialog .square').click();
  await page.locator('.action .main').click();
  await look('relay-posted', true);
  await open('#/news');
  await page.locator('.heading').first().click();
  await page
    .locator('.row', { hasText: /gỡ bài|លុប|take it down/ })
    .first()
    .click();
  await look('relay-of-cancelled');
  await open('#/news');
  await page.locator('.row.alarm').first().click();
  await look('bulletin', true);
  await open('#/doors');
  await page.locator('.door .row').first().click();
  await look('household', true);
  await page.locator('.door .row').first().click();
  await look('telling');
  await page.locator('dialog .main').click();
  await look('told');
  await page.locator('main .second.wide', { hasText: /Thêm cây|បន្ថែមដំណាំ|Add$/ }).click();
  await page.locator('dialog .chip').first().click();
  await page.locator('dialog input').first().fill('2,5');
  await look('crop');
  await page.locator('dialog .main').click();
  await page.locator('main .second.wide', { hasText: /nhờ giúp|ការសុំជួយ|request/ }).click();
  await page.locator('dialog .main').click();
  await look('help-add');
  await page.locator('dialog textarea').fill('Mẹ tôi quên mật khẩu ngân hàng');
  await page.locator('dialog .main').click();
  await look('household-after', true);
  await page.locator('.action .main').click();
  await look('visit', true);
  await context.setOffline(true);
  await open('#/news');
  await page
    .locator('.row', { hasText: /Lý Thị Sa/ })
    .first()
    .click();
  await look('help-request');
  await page.locator('textarea').fill('Mai tổ đến nhà lúc 8 giờ.');
  await page.locator('.action .main').click();
  await look('help-answered', true);
  await open('#/news');
  await look('news-offline');
  await open('#/sync');
  await look('sync-offline');
}
await browser.close();
await app.close();
