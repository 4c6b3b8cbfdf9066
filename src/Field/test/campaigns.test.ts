import { expect, it } from 'vitest';
import { emptyParts, partNames, partsOf } from '../src/store/parts.ts';
import { campaignsOn } from '../src/today/campaigns.ts';
import type { PullResponse, WireCampaign } from '../src/wire.ts';

const campaign: WireCampaign = {
  id: 'c',
  name: 'Mười ngày',
  from: '2024-10-01',
  to: '2024-10-10',
  teams: ['ours'],
  talk: { vi: 'Chào bà con' },
  points: [],
  material: [],
};
const member = (...teamIds: string[]) => ({ id: 'm', name: 'Út', role: 'member', teamIds });

it('leads the day on the days of the campaign, for members of teams that take part', () => {
  const on = (day: string, ...teams: string[]) => campaignsOn([campaign], member(...teams), day).length;
  expect([on('2024-09-30', 'ours'), on('2024-10-01', 'ours'), on('2024-10-10', 'theirs', 'ours'), on('2024-10-11', 'ours')]).toEqual([
    0, 1, 1, 0,
  ]);
  expect([on('2024-10-05', 'theirs'), on('2024-10-05')]).toEqual([0, 0]);
});

it('is kept until a pull brings another, and emptied by one that brings none', () => {
  expect(partNames).toContain('campaigns');
  expect(emptyParts.campaigns).toEqual([]);
  expect(partsOf({ campaigns: null } as unknown as PullResponse)).toEqual({});
  expect(partsOf({ campaigns: [] } as unknown as PullResponse)).toEqual({ campaigns: [] });
});
