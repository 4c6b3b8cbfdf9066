// Chromium and the built app with the stand-in server behind it, for the tests and tools that look at and measure the app.
import { chromium } from 'playwright-core';
import { preview } from 'vite';

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** An app to drive: the server named by APP, or this build (or another folder) served by vite with the stand-in; codes of a leader's phones (CODES) and one of another member (MEMBER_CODE). */
export async function serve(folder) {
  if (process.env.APP)
    return {
      address: process.env.APP,
      codes: process.env.CODES.split(','),
      memberCode: process.env.MEMBER_CODE,
      close: async () => undefined,
    };
  process.env.NODE_ENV = 'production';
  const server = await preview({
    preview: { port: 0, host: '127.0.0.1' },
    logLevel: 'warn',
    ...(folder ? { build: { outDir: folder } } : {}),
  });
  return {
    address: `http://127.0.0.1:${server.httpServer.address().port}/field/`,
    codes: Array.from({ length: 20 }, (_, i) => `ABCD23${i + 41}`),
    memberCode: 'MEMB2345',
    close: () => server.close(),
  };
}

export const phone = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
  locale: 'vi-VN',
  timezoneId: 'Asia/Ho_Chi_Minh',
};

export async function typePin(page, pin = '240891') {
  for (const digit of pin) await page.locator('.pin-keys button', { hasText: digit }).click();
}

export async function enrol(page, address, code) {
  await page.goto(`${address}#enrol=${code}`);
  await page.locator('button.main').click();
  await typePin(page);
  await page.getByText('Nhập lại lần nữa').or(page.getByText('វាយម្ដងទៀត')).or(page.getByText('Once more')).waitFor();
  await typePin(page);
  await page.locator('.door').first().waitFor();
}
