import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connect, Plugin } from 'vite';
import { readFileSync } from 'node:fs';
import { answers, stock } from '../test/stockLand.ts';
import { water } from '../test/waterLand.ts';
import { cardOf, news } from '../test/newsLand.ts';
import { land } from '../test/land.ts';
import { problem, StandIn } from '../test/standIn.ts';

/** The policy the server sends with the app; here too, so that a breach is seen before it is landed. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; media-src 'self' blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** `npm run dev` and `npm run preview` answer /api from memory. STANDIN_DOORS sets how many doors; STANDIN_NEWS=full or none how much news; STANDIN_WATER=none, never, stale or fresh how the water is; STANDIN_FAULT=500 makes every sync fail. */
export function standIn(): Plugin {
  // eslint-disable-next-line no-restricted-syntax -- not part of the app
  const server = new StandIn(land(Number(process.env['STANDIN_DOORS'] ?? 120), 2), () => Date.now());
  if (process.env['STANDIN_NEWS'] !== 'none') {
    const full = process.env['STANDIN_NEWS'] === 'full';
    server.announce(() => news(server.now(), server.land.households, full));
    for (let n = 0; n < 14; n++)
      server.media.set(cardOf(n), { type: 'image/png', bytes: new Uint8Array(readFileSync('public/icon-512.png')) });
  }
  for (const [i, door] of server.land.households.entries()) {
    const crop = i % 3 === 0 ? 'rice' : i % 7 === 0 ? 'shrimp' : null;
    if (crop) server.households.set(door.id, { ...door, crops: [{ id: `${door.id.slice(0, -1)}c`, crop }] });
  }
  [server.answers, server.stock] = [answers, stock()];
  server.measure(() => water(server.now(), server.land.hamlets, process.env['STANDIN_WATER'] ?? 'salt'));
  for (let i = 41; i < 61; i++) server.codes.set(`ABCD23${i}`, server.land.member.id);
  server.codes.set('MEMB2345', server.land.teams[0]!.members[1]!.id);
  if (process.env['STANDIN_FAULT'])
    server.fault = path =>
      path.includes('/sync/')
        ? problem(Number(process.env['STANDIN_FAULT']), 'busy', 'Máy chủ đang bận.', 'Chờ vài phút rồi thử lại.')
        : undefined;
  const answer: Connect.NextHandleFunction = (request, response, next) => {
    if (!request.url?.startsWith('/api/')) {
      if (process.env['NODE_ENV'] === 'production') response.setHeader('Content-Security-Policy', policy);
      return next();
    }
    void reply(server, request, response);
  };
  return {
    name: 'stand-in',
    configureServer: vite => {
      vite.middlewares.use(answer);
    },
    configurePreviewServer: vite => {
      vite.middlewares.use(answer);
    },
  };
}

async function reply(server: StandIn, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body: Buffer[] = [];
  for await (const part of request) body.push(part as Buffer);
  const url = new URL(request.url!, `http://${request.headers.host}`);
  const answered = await server.fetch(url, {
    method: request.method,
    headers: request.headers as Record<string, string>,
    ...(body.length ? { body: request.method === 'PUT' ? new Uint8Array(Buffer.concat(body)) : Buffer.concat(body).toString() } : {}),
  });
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  response.end(Buffer.from(await answered.arrayBuffer()));
}
