// Pictures of every screen at 360×740 into test-results/look/, to be looked at: node tools/look.mjs [vi|km|en] [light|dark] [normal|large|huge]
import { mkdirSync } from 'node:fs';
import { enrol, launch, phone, serve, typePin } from './browser.mjs';

const language = process.argv[2] ?? 'vi';
const theme = process.argv[3] ?? 'light';
const size = process.argv[4] ?? 'normal';
const folder = `test-results/look/${language}-${theme}-${size}`;
mkdirSync(folder, { recursive: true });
const app = await serve();
const browser = await launch();
const context = await browser.newContext({ ...phone, geolocation: { latitude: 9.683, longitude: 106.013 }, permissions: ['geolocation'] });
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
  await page.waitForTimeout(250);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) console.log(`${name}: ${wide}px wider than the phone`);
  await page.screenshot({ path: `${folder}/${String(++n).padStart(2, '0')}-${name}.png`, fullPage });
};
const open = async hash => {
  await page.evaluate(to => {
    location.hash = to;
  }, hash);
  await page.waitForTimeout(150);
};

await page.goto(app.address);
await page.locator('button.main').waitFor();
await look('enrol');
await page.locator('input.code').fill('zzzz9999');
await page.locator('button.main').click();
await look('pin');
await typePin(page, '123456');
await look('pin-weak');
await typePin(page);
await page.waitForTimeout(80);
await typePin(page);
await page.locator('#enrol-trouble:not(:empty)').waitFor();
await look('enrol-refused');
await page.reload();
await enrol(page, app.address, app.codes[0]);
await look('today', true);
if ((await page.locator('.heading').getAttribute('aria-expanded')) === 'false') await page.locator('.heading').click();
await page.locator('.lane button').last().click();
await look('today-lane-taken');
await page.locator('.away').first().click();
await look('today-away-undo');
await open('#/doors');
await look('doors');
await page.locator('input[type=search]').fill('thach');
await look('doors-search');
await page.locator('.filters .chip').nth(1).click();
await page.waitForTimeout(400);
await look('doors-near');
await page.locator('input[type=search]').fill('zzz');
await look('doors-empty');
await page.locator('input[type=search]').fill('');
await page.locator('.filters .chip').nth(1).click();
await page.locator('.door .row').nth(3).click();
await look('household', true);
await page.locator('.person .row').first().click();
await look('person-edit');
await page.locator('dialog .square').click();
await page.locator('main > .second.wide').last().click();
await look('household-edit');
await page.locator('dialog .square').click();
await page.locator('section .lane button').first().click();
await look('consent');
await page.locator('dialog .square').click();
await page.locator('.action .main').click();
await look('visit');
await page.locator('.chip.who[aria-pressed=false]').first().click();
await page.locator('.service').first().locator('.stages button').nth(1).click();
await page.locator('.service').nth(1).locator('.service-head .quiet').first().click();
await look('visit-services', true);
if ((await page.locator('.chip.who.chosen').first().textContent()) !== (await page.locator('.chip.who').first().textContent()))
  await page.locator('.chip.who').first().click();
await look('visit-person', true);
await page.locator('.service .square').first().click();
await look('guide');
await page.locator('dialog .square').click();
await page.locator('textarea').fill('Số 094 085 012 345');
await page.locator('.action .main').click();
await look('visit-guard');
await open('#/today');
await look('today-draft');
await open('#/add-door');
await page.locator('.action .main').click();
await look('add-door', true);
await open('#/guides');
await look('guides');
await open('#/me');
await look('me', true);
await open('#/team');
await page.locator('.past').first().waitFor();
await look('team', true);
await page.locator('.lane button').nth(0).click();
await page.locator('.qr').waitFor();
await look('team-code');
await page.locator('dialog .square').click();
await context.setOffline(true);
await open('#/sync');
await page.locator('.action .main').click();
await look('sync-offline', true);
await open('#/today');
await look('today-offline');
await context.setOffline(false);
await open('#/me');
await page
  .locator('.list .row .icon')
  .last()
  .click()
  .catch(() => undefined);
await page.reload();
await page.locator('.pin').waitFor();
await look('unlock');
for (let i = 0; i < 4; i++) {
  await typePin(page, '555555');
  await page.waitForTimeout(1500);
}
await look('unlock-wait');
await browser.close();
await app.close();
