import { launch } from './browser.mjs';
const base='http://127.0.0.1:5190';
const browser = await launch();
const context = await browser.newContext({ viewport:{width:1366,height:768} });
const page = await context.newPage();
async function signIn(user){ await context.clearCookies(); await page.goto(base+'/sign-in'); await page.fill('#name',user); await page.fill('input[type=password]','di-tung-ngo-2024'); await page.locator('form button.btn-primary').first().click(); await page.waitForLoadState(); }
await signIn('can-bo-xa');
await page.goto(base+'/reports'); await page.getByText('Bắt đầu báo cáo').click(); await page.waitForURL(/reports\/[0-9a-f-]{30}/);
const url=page.url().split('?')[0];
await page.screenshot({path:'/tmp/shots/b1.png',fullPage:true});
await page.fill('input[name="value-HO_NHAN_TIN"]','9.999'); await page.fill('input[name="value-TK_DDDT2"]','abc'); await page.getByText('Lưu số liệu').click(); await page.waitForLoadState();
await page.screenshot({path:'/tmp/shots/b2.png',fullPage:true});
await page.fill('input[name="value-HO_NHAN_TIN"]','3.600'); await page.fill('input[name="value-TK_DDDT2"]','8.326'); await page.getByText('Lưu số liệu').click(); await page.waitForLoadState();
await page.screenshot({path:'/tmp/shots/b3.png',fullPage:true});
for (const r of await page.locator('input[name^=remark-]').all()) await r.fill('Theo sổ ấp');
await page.locator('button:has-text("Gửi")').last().click(); await page.waitForLoadState();
await page.screenshot({path:'/tmp/shots/b4.png',fullPage:true});
console.log(url);
for (const u of process.argv.slice(2)) { await signIn(u); const r=await page.goto(url); console.log(u,r.status()); await page.screenshot({path:`/tmp/shots/b-${u}.png`,fullPage:true}); const b=page.locator('.judge button.btn-primary'); if (await b.count()) { await b.click(); await page.waitForLoadState(); console.log('judged', page.url()); } }
const r=await page.goto(url+'/print'); console.log(r.status()); await page.screenshot({path:'/tmp/shots/b5.png',fullPage:true});
const seal=(await page.locator('.seal p').textContent())?.match(/[2-9A-Z]{16}/)?.[0]; console.log(seal);
await page.setViewportSize({width:360,height:740}); await page.goto(base+'/bc/'+seal); await page.screenshot({path:'/tmp/shots/b6.png',fullPage:true});
await page.goto(url); await page.screenshot({path:'/tmp/shots/b7.png',fullPage:true});
await browser.close();
