import { expect, test } from 'vitest';
import { records } from '../src/sync/columns.ts';

test('columns become the records that they were', () => {
  const list = records({
    n: 3,
    of: {
      id: { g: ['0:01a2-00ee', '8:f', '0:02b3-0000'] },
      size: { s: [4, -1, 0] },
      language: { d: ['km', null], i: [0, 1, 0] },
      point: [[9.6, 106.1], null, null],
      people: { n: [2, 0, -1], of: { name: ['Lý Dên', 'Lý Ánh'], standings: { n: [1, 0], of: { stage: [3] } } } },
    },
  });
  expect(list).toEqual([
    {
      id: '01a2-00ee',
      size: 4,
      language: 'km',
      point: [9.6, 106.1],
      people: [
        { name: 'Lý Dên', standings: [{ stage: 3 }] },
        { name: 'Lý Ánh', standings: [] },
      ],
    },
    { id: '01a2-00ef', size: 3, people: [] },
    { id: '02b3-0000', size: 3, language: 'km' },
  ]);
});

test('no records are no columns', () => {
  expect(records({ n: 0, of: {} })).toEqual([]);
});
