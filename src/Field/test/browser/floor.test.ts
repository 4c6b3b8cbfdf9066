import { readFileSync } from 'node:fs';
import type { BrowserContext } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { enrol, typePin } from '../../tools/browser.mjs';
import { mark, Phones, visitNextDoor } from './phones.ts';

const phones = Phones.use();

/** What the page says before (or in place of) the app; empty once the app has drawn a screen. */
async function said(context: BrowserContext, address = phones.app.address): Promise<string> {
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('.opening [data-floor]:not([hidden]):not([data-floor=wait])').waitFor();
  const words = await page.locator('.opening').innerText();
  await page.close();
  return words;
}

describe('a phone on which the app cannot run says which, and what to do', () => {
  it('without scripts', async () => {
    const browser = (await phones.newPhone()).browser()!;
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(phones.app.address);
    const words = await page.locator('.opening').innerText();
    for (const part of ['bật JavaScript', 'សូមបើក JavaScript', 'JavaScript is switched off']) expect(words).toContain(part);
    await context.close();
  });

  it.each([
    ['an engine without modules', 'delete HTMLScriptElement.prototype.noModule'],
    ['an engine without sheets', 'delete window.HTMLDialogElement'],
    ['an engine without something that no check asks for', 'delete window.matchMedia'],
  ])('%s', async (_, script) => {
    const context = await phones.newPhone();
    await context.addInitScript(script);
    const words = await said(context);
    for (const part of ['80 trở lên', '15.4 ឡើងទៅ', 'version 100 or newer']) expect(words).toContain(part);
  });

  it('an engine that cannot read the app', async () => {
    const context = await phones.newPhone();
    await context.route('**/assets/index-*.js', route => route.fulfill({ contentType: 'text/javascript', body: 'let #no = ;' }));
    expect(await said(context)).toContain('không chạy được ứng dụng');
  });

  it.each([
    [
      'the store of settings',
      'Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } })',
    ],
    ['the database', 'Object.defineProperty(window, "indexedDB", { value: null })'],
  ])('a browser that refuses %s', async (_, script) => {
    const context = await phones.newPhone();
    await context.addInitScript(script);
    expect(await said(context)).toContain('thoát chế độ ẩn danh');
  });

  it('plain http, with the way to the right address', async () => {
    const context = await phones.newPhone();
    const { origin } = new URL(phones.app.address);
    await context.route('http://tungngo.test/**', async route => {
      const answer = await route.fetch({ url: route.request().url().replace('http://tungngo.test', origin) });
      await route.fulfill({ response: answer });
    });
    const page = await context.newPage();
    await page.goto('http://tungngo.test/field/#enrol=ABCD2345');
    expect(await page.locator('.opening a').getAttribute('href')).toBe('https://tungngo.test/field/#enrol=ABCD2345');
    expect(await page.locator('.opening').innerText()).toContain('mở bằng http://');
  });

  it('a vault that no PIN opens any more', async () => {
    const { context, page } = await phones.enrolled();
    await page.evaluate(async () => {
      const answer = <T>(request: IDBRequest<T>) => new Promise<T>(resolve => (request.onsuccess = () => resolve(request.result)));
      const db = await answer(indexedDB.open('tungngo'));
      await answer(db.transaction('vault', 'readwrite').objectStore('vault').delete('phone'));
      db.close();
    });
    await page.close();
    const again = await phones.open(context);
    await again.goto(phones.app.address);
    await again.getByText('không mở được nữa').waitFor();
    await again.getByText('Xóa và ghi danh lại').click();
    await again.locator('input.code').waitFor();
  });
});

describe('what an engine lacks', () => {
  it('is told as that, not as a missing line, with what to do', async () => {
    const context = await phones.newPhone();
    await context.addInitScript('window.AbortController = class { constructor() { throw new ReferenceError("lacking"); } }');
    const page = await phones.open(context);
    await page.goto(`${phones.app.address}#enrol=${phones.code()}`);
    await page.locator('button.main').click();
    await typePin(page);
    await page.getByText('Nhập lại lần nữa').waitFor();
    await typePin(page);
    await page.getByText('cập nhật trình duyệt').waitFor();
    expect(await page.locator('#app').innerText()).not.toContain('mạng');
  });
});

/** What came to Chromium after 80, to Safari after 15.4 or to Firefox after 100 and is used somewhere, and what some browsers have never had. */
const younger = `
  delete AbortSignal.timeout; delete AbortSignal.any; delete window.BroadcastChannel; delete Navigator.prototype.locks;
  delete window.structuredClone; delete Crypto.prototype.randomUUID; delete Object.hasOwn; delete Promise.any; delete window.WeakRef;
  for (const list of [Array, String, Object.getPrototypeOf(Int8Array)])
    for (const name of ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with', 'replaceAll']) delete list.prototype[name];
  for (const name of ['replaceChildren', 'moveBefore', 'checkVisibility']) delete Element.prototype[name];
  delete SpeechSynthesis.prototype.__proto__; delete window.BarcodeDetector; delete Navigator.prototype.share; delete Navigator.prototype.storage;
  Object.setPrototypeOf(SpeechSynthesis.prototype, null);`;

describe('at the floor', () => {
  it('the app enrols, keeps a visit and sends it', async () => {
    const context = await phones.newPhone();
    await context.addInitScript(younger);
    const page = await phones.open(context);
    await enrol(page, phones.app.address, phones.code());
    await expect.poll(() => mark(page)).toBe('Đã gửi hết');
    await visitNextDoor(page);
    const again = await phones.killAndReopen(context, page);
    await expect.poll(() => mark(again)).toBe('Đã gửi hết');
    expect(await again.evaluate('AbortSignal.timeout')).toBeUndefined();
  });
});

it('the service worker keeps the page’s first words too', () => {
  expect(readFileSync(`${import.meta.dirname}/../../../Server/wwwroot/field/sw.js`, 'utf8')).toContain('"floor.js"');
});
