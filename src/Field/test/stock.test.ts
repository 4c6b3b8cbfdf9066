import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { answersFor } from '../src/help/answers.ts';
import { newId } from '../src/store/ids.ts';
import { newsAfter, emptyNews } from '../src/store/news.ts';
import { stockAfter, stockFor, whole } from '../src/store/stock.ts';
import type { Kind, Mutation, PushStock, WireHousehold, WireMember, WireNews, WireStock, WireTeam } from '../src/wire.ts';
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

  it('is out again when it had not come back after all', () => {
    const lend = deed('stock.lend', { teamId: team, kindId: phone, count: 1, householdId: guid(5, 1), due: '2024-10-19' });
    const back = deed('stock.return', { moveId: lend.id });
    const undo = deed('stock.undo', { moveId: back.id });
    const given = [lend, back, undo, undo].reduce(stockAfter, stock());
    expect(balances(given)).toEqual([100, 1]);
    expect(given.loans).toMatchObject([{ id: lend.id, deed: 'lend', householdId: guid(5, 1), due: '2024-10-19' }]);
    expect(balances([deed('stock.return', { moveId: lend.id })].reduce(stockAfter, given))).toEqual([100, 2]);
  });

  it('of a phone of two teams is what the member may give, and what others lent to doors of theirs', () => {
    const member = { id: guid(2, 1), name: 'Út', role: 'member', teamIds: [team] } satisfies WireMember;
    const teams = [team, guid(1, 2)].map((id, i): WireTeam => ({ id, name: `Tổ ${i}`, hamletIds: [guid(3, i + 1)], members: [] }));
    const households = new Map([1, 2].map(n => [guid(5, n), { id: guid(5, n), hamletId: guid(3, n) } as WireHousehold] as const));
    const [own, other] = [stock(), stock()];
    const loan = (n: number) => ({
      id: guid(41, n),
      teamId: guid(1, 2),
      kindId: phone,
      deed: 'lend',
      count: 1,
      at: new Date(now).toISOString(),
      householdId: guid(5, n),
    });
    const both: WireStock = {
      has: [...own.has, ...other.has.map(one => ({ ...one, teamId: guid(1, 2) }))],
      loans: [loan(1), loan(2)],
      moves: [loan(2)],
    };
    expect(stockFor(both, member, teams, households)).toEqual({ has: own.has, loans: [loan(1)], moves: [] });
    expect(stockFor(both, undefined, teams, households)).toEqual({ has: [], loans: [], moves: [] });
  });

  it('is counted in whole numbers as people write them', () => {
    expect(['1.500', ' 30 ', '10.000'].map(whole)).toEqual([1500, 30, 10_000]);
    expect(['', '0', '1,5', '10.001', 'hai', '-3'].map(whole)).toEqual(Array(6).fill(undefined));
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

describe('a question', () => {
  it('says more under the same id, once, and is open again', () => {
    const id = newId(clock);
    const first = mutation('question.ask', { question: { id, text: 'Mất SIM thì sao?' } });
    const more = mutation('question.ask', { question: { id, text: 'Còn mật khẩu?' } });
    const asked = newsAfter(emptyNews, first, 'Út');
    const answered: WireNews = { ...asked, questions: asked.questions!.map(known => ({ ...known, state: 'answered' })) };
    const after = [first, more, more].reduce((news, done) => newsAfter(news, done, 'Út'), answered);
    expect(after.questions).toMatchObject([{ id, state: 'open', memberId: guid(2, 1) }]);
    expect(after.questions![0]!.messages.map(said => [said.id, said.text])).toEqual([
      [first.id, 'Mất SIM thì sao?'],
      [more.id, 'Còn mật khẩu?'],
    ]);
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
