// Temporary: pictures of a running demo.
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { launch, phone, typePin } from './browser.mjs';
const base = process.env.APP ?? 'http://127.0.0.1:5190';
const folder = process.env.OUT ?? '/tmp/look';
mkdirSync(folder, { recursive: true });
const what = process.argv[2] ?? 'phone';
const languages = (process.argv[3] ?? 'vi,km').split(',');
const browser = await launch();
const signIn = async (page, user) => {
  await page.goto(`${base}/sign-in`);
  await page.locator('#name').fill(user);
  await page.locator('input[type=password]').fill('di-tung-ngo-2024');
  await page.locator('form button').first().click();
  await page.waitForLoadState();
};
const sizes = { wide: { width: 1366, height: 768 }, small: { width: 360, height: 740 } };
if (what === 'setup') {
  const page = await (await browser.newContext({ viewport: sizes.wide, locale: 'vi-VN' })).newPage();
  await signIn(page, 'can-bo-xa');
  console.log(page.url());
  await page.goto(`${base}/walks/cut`);
  await page.locator('#minutes').fill('150');
  await page.locator('form:has(#minutes) button.btn-primary').click();
  await page.waitForLoadState();
  console.log(await page.locator('.alert').allInnerTexts());
  for (const [place, slot] of [['Chùa Bãi Xàu', 30], ['Chợ Trường Khánh', 0]]) {
    await page.goto(`${base}/gatherings/new`);
    const options = await page.locator('#where option').allInnerTexts();
    const hamlet = options.find(o => /Trường Thành B/.test(o)) ?? options[0];
    await page.locator('#where').selectOption({ label: hamlet });
    await page.fill('#place', place);
    await page.fill('#day', slot ? '2024-10-02' : '2024-10-01');
    await page.fill('#slot', String(slot));
    await page.locator('input[name=service]').nth(0).check();
    await page.locator('input[name=service]').nth(2).check();
    await page.locator('form.card button.btn-primary').click();
    await page.waitForLoadState();
    console.log(page.url());
  }
}
if (what === 'phone') {
  for (const language of languages) {
    const context = await browser.newContext({ ...phone, geolocation: { latitude: 9.68, longitude: 106.01 }, permissions: ['geolocation'] });
    const page = await context.newPage();
    page.on('pageerror', error => console.log('page error:', error.message));
    await page.addInitScript(s => { if (!localStorage.getItem('tungngo.settings')) localStorage.setItem('tungngo.settings', s); }, JSON.stringify({ language, theme: language === 'km' ? 'dark' : 'light', size: 'normal' }));
    await page.goto(`${base}/field/#enrol=${process.env.CODE ?? 'TUNGNGO1'}`);
    await page.locator('button.main').click();
    await page.locator('.pin-keys').waitFor();
    await typePin(page);
    await page.waitForTimeout(600);
    await typePin(page);
    await page.waitForTimeout(6000);
    let n = 0;
    const look = async (name, full = true) => {
      await page.waitForTimeout(400);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) console.log(`${name}: ${wide}px wider`);
      await page.screenshot({ path: `${folder}/p-${language}-${String(++n).padStart(2, '0')}-${name}.png`, fullPage: full });
    };
    const open = async hash => { await page.evaluate(to => { location.hash = to; }, hash); await page.waitForTimeout(500); };
    await look('today');
    await page.locator('button:has(svg)').filter({ hasText: /Đổi|ប្តូរ|Mưa/ }).first().click().catch(() => console.log('no change'));
    await look('walk-change', false);
    await page.keyboard.press('Escape');
    for (const screen of ['badge', 'work', 'training', 'gather', 'me']) {
      await open(`#/${screen}`);
      await look(screen);
    }
    await open('#/gather');
    await page.locator('.list .row').first().click();
    await look('gathering');
    if (await page.locator('input[type=search]').count()) {
      await page.locator('input[type=search]').fill('thach');
      await look('gathering-found');
      await page.locator('.list .row').first().click();
      await page.locator('dialog .chip').first().click().catch(() => {});
      await look('gathering-note', false);
      await page.locator('dialog .main').click();
      await look('gathering-noted');
      await page.locator('button.second.wide').first().click();
      await look('gathering-heads', false);
    }
    await page.close();
    process.env.CODE = 'TUNGNGO2';
  }
}
if (what === 'desk') {
  for (const language of languages) for (const [sizeName, viewport] of Object.entries(sizes)) {
    const page = await (await browser.newContext({ viewport, locale: 'vi-VN' })).newPage();
    const user = process.env.DESKUSER ?? 'can-bo-xa';
    await signIn(page, user);
    if (language !== 'vi') { await page.context().addCookies([{ name: 'language', value: language, url: base }]); }
    for (const path of (process.argv[4] ?? '').split(',')) {
      await page.goto(base + path + (language !== 'vi' && !path.startsWith('/h') ? '' : ''));
      await page.waitForTimeout(400);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) console.log(`${path} ${sizeName}: ${wide}px wider`);
      await page.screenshot({ path: `${folder}/d-${language}-${sizeName}-${path.replace(/[^a-z0-9]+/gi, '_').slice(0, 60)}.png`, fullPage: true });
    }
    await page.close();
  }
}
await browser.close();
