// Pictures of the water at 360×740 into test-results/look-water/: [STANDIN_WATER=none|never|stale|fresh] node tools/lookWater.mjs [vi|km|en] [light|dark] [normal|large|huge]
import { mkdirSync } from 'node:fs';
import { enrol, launch, phone, serve } from './browser.mjs';

const [language = 'vi', theme = 'light', size = 'normal'] = process.argv.slice(2);
const how = process.env.STANDIN_WATER ?? 'salt';
const folder = `test-results/look-water/${language}-${theme}-${size}-${how}`;
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
  await page.screenshot({ path: `${folder}/${String(++n).padStart(2, '0')}-${name}.png`, fullPage });
};
const open = async hash => {
  await page.evaluate(to => {
    location.hash = to;
  }, hash);
  await page.waitForTimeout(200);
};

await enrol(page, app.address, app.codes[0]);
await page.waitForTimeout(1500);
await look('today');
await open('#/news');
await look('news');
await open('#/water');
await look('water');
await look('water-whole', true);
if (how === 'salt') {
  await context.setOffline(true);
  await page.locator('.action .main').click();
  await page.locator('dialog .main').click();
  await look('reading-empty');
  await page.locator('dialog .chip').first().click();
  await page.locator('dialog input').first().fill('56');
  await page.locator('dialog .main').click();
  await page.locator('dialog .card .strong').scrollIntoViewIfNeeded();
  await look('reading-odd');
  await page.locator('dialog input').first().fill('5,6');
  await page.locator('dialog .main').click();
  await look('reading-offline');
}
await browser.close();
await app.close();
