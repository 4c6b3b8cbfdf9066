// Made-up answers of an office, and what the team has to hand out.
import type { WireKnownAnswer, WireStock } from '../src/wire.ts';
import { guid } from './land.ts';

export const [leaflet, loanPhone] = [guid(40, 1), guid(40, 2)];

export const stock = (): WireStock => ({
  has: [
    { teamId: guid(1, 1), kindId: leaflet, name: { vi: 'Tờ rơi' }, lent: false, balance: 100, floor: 20 },
    { teamId: guid(1, 1), kindId: loanPhone, name: { vi: 'Máy cho mượn' }, lent: true, balance: 2 },
  ],
  loans: [],
  moves: [],
});

export const answers: WireKnownAnswer[] = [
  {
    id: guid(50, 1),
    question: 'Mất SIM thì lấy lại VNeID thế nào?',
    answer: 'Làm lại SIM, rồi ra công an xã.',
    km: ['បាត់ស៊ីមធ្វើដូចម្តេច?', 'ធ្វើស៊ីមថ្មី។'],
  },
  { id: guid(50, 2), question: 'Mở ví điện tử cần gì?', answer: 'Cần số điện thoại và thẻ ngân hàng.' },
];
