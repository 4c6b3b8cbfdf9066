import { launch } from './browser.mjs';
const base='http://127.0.0.1:5190';
const browser = await launch();
async function as(user, language, width, height){
  const context = await browser.newContext({ viewport:{width,height} });
  const page = await context.newPage();
  await page.goto(base+'/sign-in');
  await page.fill('#name',user); await page.fill('input[type=password]','di-tung-ngo-2024');
  await page.locator('form button.btn-primary, form button[type=submit]').first().click();
  await page.waitForLoadState();
  if(language!=='vi'){ await page.locator(`button[name=language][value=${language}]`).first().click(); await page.waitForLoadState(); }
  return page;
}
const shots = JSON.parse(process.argv[2]);
let cache={};
for(const [user,language,w,h,path,file] of shots){
  const key=[user,language,w,h].join();
  const page = cache[key] ??= await as(user,language,w,h);
  const r = await page.goto(base+path); await page.waitForTimeout?.(0);
  await page.screenshot({path:file, fullPage:true});
  console.log(r.status(), path, page.url());
}
await browser.close();
