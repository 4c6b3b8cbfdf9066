// Chromium and the built app with the stand-in server behind it, for the tools that look at and measure the app.
import { chromium } from 'playwright-core';
import { preview } from 'vite';

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

/** Address of an app to drive: the one given in APP, or this build served by vite with the stand-in. */
export async function serve(port) {
  if (process.env.APP) return { address: process.env.APP, code: process.env.CODE, close: async () => undefined };
  process.env.NODE_ENV = 'production';
  const server = await preview({ preview: { port, host: '127.0.0.1', strictPort: true }, logLevel: 'warn' });
  return { address: `http://127.0.0.1:${port}/field/`, code: 'ABCD2341', close: () => server.close() };
}

export const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' };

export async function typePin(page, pin = '240891') {
  for (const digit of pin) await page.locator('.pin-keys button', { hasText: digit }).click();
}

export async function enrol(page, address, code) {
  await page.goto(`${address}#enrol=${code}`);
  await page.locator('button.main').click();
  await typePin(page);
  await page.waitForTimeout(100);
  await typePin(page);
  await page.locator('.nav').waitFor();
  await page.locator('.door').first().waitFor();
}
