import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { answersFor } from '../src/help/answers.ts';
import { newId } from '../src/store/ids.ts';
import { stockAfter } from '../src/store/stock.ts';
import type { Kind, Mutation, PushStock, WireStock } from '../src/wire.ts';
import { guid, land } from './land.ts';
import { Tab } from './phone.ts';
import { StandIn } from './standIn.ts';
import { answers, leaflet, loanPhone, stock } from './stockLand.ts';

const now = Date.parse('2024-10-05T01:00:00Z');
const clock = () => now;
const [team, phone] = [guid(1, 1), loanPhone];
const mutation = (kind: Kind, body: Partial<Mutation>): Mutation => ({
  id: newId(clock),
  kind,
  memberId: guid(2, 1),
  at: new Date(now).toISOString(),
  ...body,
});
const deed = (kind: Kind, push: PushStock): Mutation => mutation(kind, { stock: push });
const balances = (of: WireStock) => of.has.map(one => one.balance);

describe('material on the phone', () => {
  it('goes down when handed out or lent, and up when it comes back or was a slip', () => {
    const out = deed('stock.out', { teamId: team, kindId: leaflet, count: 30 });
    const lend = deed('stock.lend', { teamId: team, kindId: phone, count: 1, householdId: guid(5, 1), due: '2024-10-19' });
    const given = [out, lend, out].reduce(stockAfter, stock());
    expect(balances(given)).toEqual([70, 1]);
    expect(given.loans).toMatchObject([{ id: lend.id, householdId: guid(5, 1), due: '2024-10-19' }]);
    const back = deed('stock.return', { moveId: lend.id });
    const undo = deed('stock.undo', { moveId: out.id });
    const after = [back, undo, back, undo].reduce(stockAfter, given);
    expect(balances(after)).toEqual([100, 2]);
    expect(after.loans).toEqual([]);
    expect(balances([deed('stock.undo', { moveId: lend.id })].reduce(stockAfter, given))).toEqual([70, 2]);
  });

  it('shows unsent work once, before and after the server has it', async () => {
    globalThis.indexedDB = new IDBFactory();
    const server = new StandIn(land(5), clock);
    server.stock = stock();
    const { tab } = await Tab.enrolled(server);
    server.fault = () => 'refuse-line';
    await tab.store.do([deed('stock.out', { teamId: team, kindId: leaflet, count: 5 })]);
    await tab.store.do([mutation('question.ask', { question: { id: newId(clock), text: 'Mất SIM thì sao?' } })]);
    expect(balances(tab.store.view.value.stock)).toEqual([95, 2]);
    expect(tab.store.view.value.news.questions).toMatchObject([{ from: 'member', state: 'open' }]);
    server.fault = () => undefined;
    await tab.sync.now();
    expect(tab.store.items.value).toEqual([]);
    expect(balances(tab.store.view.value.stock)).toEqual([95, 2]);
    expect(tab.store.view.value.news.questions).toHaveLength(1);
  });
});

describe('the list of answers', () => {
  const found = (query: string) => answersFor(answers, query).map(one => one.id);

  it('is searched without accents, in questions and answers', () => {
    expect(found('')).toHaveLength(2);
    expect(found('mat sim')).toEqual([guid(50, 1)]);
    expect(found('NGÂN hàng')).toEqual([guid(50, 2)]);
    expect(found('dien thoai vi')).toEqual([guid(50, 2)]);
    expect(found('cho mượn')).toEqual([]);
  });

  it('keeps the signs of Khmer whole', () => {
    expect(found('ស៊ីម')).toEqual([guid(50, 1)]);
    expect(found('សម')).toEqual([]);
  });
});
