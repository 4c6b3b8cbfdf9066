// The longest task of a list of 500 doors under a 6× slower CPU: opening it, searching in it, emptying the search, scrolling. A task over 100 ms is felt.
import { enrol, launch, phone, serve } from './browser.mjs';

process.env.STANDIN_DOORS = '500';
const runs = 5;
const app = await serve();
const browser = await launch();
const median = times => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
const longest = { open: [], 'first letter': [], 'second letter': [], emptied: [], scrolled: [] };

/** What the page's tasks came to, in milliseconds, while something was done; tasks under 50 ms are not told by the browser and count as 0. */
const during = async (page, act) => {
  await page.evaluate(() => {
    const { PerformanceObserver } = globalThis;
    globalThis.tasks = [];
    globalThis.watcher = new PerformanceObserver(list => globalThis.tasks.push(...list.getEntries().map(entry => entry.duration)));
    globalThis.watcher.observe({ type: 'longtask' });
  });
  await act();
  // Two idle moments: what the act has left to be done is done, and its tasks are told.
  for (let i = 0; i < 2; i++) await page.evaluate(() => new Promise(done => globalThis.requestIdleCallback(done)));
  return page.evaluate(() => {
    globalThis.tasks.push(...globalThis.watcher.takeRecords().map(entry => entry.duration));
    globalThis.watcher.disconnect();
    return Math.max(0, ...globalThis.tasks);
  });
};

for (let i = 0; i < runs; i++) {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  await enrol(page, app.address, app.codes[i]);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  const search = page.locator('input[type=search]').first();
  longest.open.push(
    await during(page, async () => {
      await page.evaluate(() => (globalThis.location.hash = '#/doors'));
      await search.waitFor();
    }),
  );
  await search.focus();
  longest['first letter'].push(await during(page, () => page.keyboard.type('l')));
  longest['second letter'].push(await during(page, () => page.keyboard.type('y')));
  longest.emptied.push(await during(page, () => search.fill('')));
  longest.scrolled.push(
    await during(page, async () => {
      for (let step = 0; step < 10; step++) await page.mouse.wheel(0, 1500);
    }),
  );
  await context.close();
}

for (const [what, times] of Object.entries(longest))
  console.log(`500 doors, ${what}: longest task ${Math.round(median(times))} ms (median of ${runs}: ${times.map(Math.round)}; bar 100 ms)`);
await browser.close();
await app.close();
