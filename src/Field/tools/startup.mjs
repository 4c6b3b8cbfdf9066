// Start-up under a 6× slower CPU and slow 4G (400 kbit/s up, 1.6 Mbit/s down, 150 ms): cold (nothing on the phone) and warm
// (installed). "Interactive" is the moment the first button can be tapped. Also how long a PIN takes to open the data. Whoever looks from outside brings
// scripts of its own into the page, which the slow processor runs as well: the page's own account, with nobody looking, stands beside it.
import { enrol, launch, phone, serve, typePin } from './browser.mjs';

const runs = 5;
const app = await serve();
const browser = await launch();
const median = times => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
const slow = async page => {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1.6e6 / 8,
    uploadThroughput: 4e5 / 8,
  });
};
const until = async (page, selector) => {
  await page.locator(selector).first().waitFor();
  return page.evaluate(() => performance.now());
};

const cold = [];
for (let i = 0; i < runs; i++) {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  await slow(page);
  await page.goto(app.address, { waitUntil: 'commit' });
  cold.push(await until(page, 'input.code'));
  await context.close();
}
const context = await browser.newContext(phone);
const first = await context.newPage();
await enrol(first, app.address, app.codes[0]);
await first.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
await first.close();
const warm = [];
const unlock = [];
for (let i = 0; i < runs; i++) {
  const page = await context.newPage();
  await slow(page);
  await page.goto(app.address, { waitUntil: 'commit' });
  warm.push(await until(page, '.pin-keys button'));
  await typePin(page);
  const from = await page.evaluate(() => performance.now());
  unlock.push((await until(page, '.bar')) - from);
  await page.close();
}
const alone = [];
for (let i = 0; i < runs; i++) {
  const page = await context.newPage();
  await page.addInitScript(() => {
    const { document, performance, MutationObserver } = globalThis;
    new MutationObserver((_, observer) => {
      if (!document.querySelector('.pin-keys button')) return;
      globalThis.interactiveAt = performance.now();
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await slow(page);
  await page.goto(app.address, { waitUntil: 'commit' });
  await page.waitForTimeout(4000);
  alone.push(await page.evaluate(() => globalThis.interactiveAt));
  await page.close();
}
console.log(
  `cold ${Math.round(median(cold))} ms · warm ${Math.round(median(warm))} ms (the page's own account ${Math.round(median(alone))} ms) · PIN to Today ${Math.round(median(unlock))} ms (median of ${runs}; all cold ${cold.map(Math.round)}, warm ${warm.map(Math.round)}, own account ${alone.map(Math.round)}, PIN ${unlock.map(Math.round)})`,
);
await browser.close();
await app.close();
