import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { enrol, launch, phone, serve, typePin } from '../../tools/browser.mjs';

type App = Awaited<ReturnType<typeof serve>>;

/** Phones in one Chromium with the app behind them, for the tests of one file; a test in which a page complains fails. */
export class Phones {
  app!: App;
  complaints: string[] = [];
  #browser!: Browser;
  readonly #contexts: BrowserContext[] = [];

  /** `folder` gives the build that is served, and is asked for before the first test. */
  static use(folder: () => string | undefined = () => undefined): Phones {
    const phones = new Phones();
    beforeAll(async () => {
      phones.app = await serve(folder());
      phones.#browser = await launch();
    });
    afterAll(async () => {
      await phones.#browser.close();
      await phones.app.close();
    });
    afterEach(async () => {
      for (const context of phones.#contexts.splice(0)) await putAway(context);
      expect(phones.complaints).toEqual([]);
      phones.complaints = [];
    });
    return phones;
  }

  code(): string {
    return this.app.codes.shift()!;
  }

  async newPhone(): Promise<BrowserContext> {
    const context = await this.#browser.newContext(phone);
    // A server whose clock stands in the past: the phone's goes with it.
    if (process.env['APP_TIME']) await context.clock.install({ time: process.env['APP_TIME'] });
    this.#contexts.push(context);
    return context;
  }

  async open(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    page.on('pageerror', error => this.complaints.push(error.message));
    page.on('console', message => {
      if (message.type() === 'error' && !message.text().includes('Failed to load resource')) this.complaints.push(message.text());
    });
    return page;
  }

  async enrolled(): Promise<{ context: BrowserContext; page: Page }> {
    const context = await this.newPhone();
    const page = await this.open(context);
    await enrol(page, this.app.address, this.code());
    return { context, page };
  }

  /** Killed without warning and opened again, as after a reboot. */
  async killAndReopen(context: BrowserContext, page: Page): Promise<Page> {
    await page.close();
    const again = await this.open(context);
    await again.goto(this.app.address);
    await typePin(again);
    await again.locator('.bar').waitFor();
    return again;
  }
}

/** A request may still be on its way through a test's own answer when the phone is put away: nobody waits for that. */
async function putAway(context: BrowserContext): Promise<void> {
  for (const meddled of [context, ...context.pages()]) await meddled.unrouteAll({ behavior: 'ignoreErrors' });
  await context.close();
}

export const mark = (page: Page): Promise<string | null> => page.locator('.mark').getAttribute('aria-label');

export const go = (page: Page, address: string): Promise<void> =>
  page.evaluate(to => {
    location.hash = `#/${to}`;
  }, address);

/** On a new visit: whether nobody was marked as met yet. A household of one has its person marked. */
export async function nobodyMet(page: Page): Promise<boolean> {
  await page.locator('.chip.who').first().waitFor();
  return (await page.locator('.who[aria-pressed=true]').count()) === 0;
}

/** From Today: the next door, somebody met, two services and a day. Returns the taps that it took. */
export async function visitNextDoor(page: Page): Promise<number> {
  let taps = 0;
  const tap = async (what: string, nth = 0): Promise<void> => {
    taps++;
    await page.locator(what).nth(nth).click();
  };
  await tap('section:last-of-type .door .row');
  await tap('.action .main');
  if (await nobodyMet(page)) await tap('.chip.who');
  await tap('.service:nth-child(1) .stages button', 2);
  await tap('.service:nth-child(2) .stages button', 1);
  await tap('.days .chip', 2);
  await tap('.action .main');
  await page.getByText('Đã lưu trên máy. Sẽ gửi khi có mạng.').waitFor();
  return taps;
}
