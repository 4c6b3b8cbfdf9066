// Made-up notices for a made-up territory: an urgent salt-water warning in two languages, older ones, tasks in every state, requests for help.
import type { Guid, WireBulletin, WireHousehold, WireNews, WireRelay } from '../src/wire.ts';
import { guid } from './land.ts';

export const cardOf = (n: number): Guid => guid(13, n);
export const audioOf = (n: number): Guid => guid(14, n);
const at = (now: number, hours: number): string => new Date(now + hours * 3_600_000).toISOString();

const texts = [
  [
    'Mặn lên 4,2 g/l tại vàm Trường Khánh',
    'Từ chiều nay đừng lấy nước vào ruộng. Đóng cống trước 15 giờ. Giữ nước ngọt trong mương.\nXã sẽ báo khi lấy nước lại được.',
    'ទឹកប្រៃឡើង ៤,២ ក្រាម/លីត្រ នៅមាត់ពាម Trường Khánh',
    'ចាប់ពីល្ងាចនេះ កុំបញ្ចូលទឹកទៅស្រែ។ បិទទ្វារទឹកមុនម៉ោង ១៥។ រក្សាទឹកសាបក្នុងប្រឡាយ។\nឃុំនឹងប្រាប់ពេលអាចបញ្ចូលទឹកវិញ។',
  ],
  [
    'Cảnh giác cuộc gọi giả danh công an',
    'Công an không gọi điện đòi mã OTP hay chuyển tiền. Cúp máy và báo tổ.',
    'ប្រយ័ត្នការហៅក្លែងជានគរបាល',
    'នគរបាលមិនទូរស័ព្ទសុំលេខ OTP ឬឱ្យផ្ទេរប្រាក់ទេ។ ដាក់ទូរស័ព្ទចុះ រួចប្រាប់ក្រុម។',
  ],
  [
    'Chi trả trợ cấp qua tài khoản từ tháng 10',
    'Bà con nhận trợ cấp mang căn cước và số tài khoản đến UBND xã trong tuần này.',
    'ប្រាក់ឧបត្ថម្ភតាមគណនីចាប់ពីខែតុលា',
    'អ្នកទទួលប្រាក់ឧបត្ថម្ភ សូមយកលេខគណនីមកសាលាឃុំក្នុងសប្ដាហ៍នេះ។',
  ],
  ['Lịch tiêm vắc-xin gia súc', 'Thú y xã đến ấp sáng thứ Năm.', 'កាលវិភាគចាក់វ៉ាក់សាំងសត្វ', 'ពេទ្យសត្វឃុំមកភូមិព្រឹកថ្ងៃព្រហស្បតិ៍។'],
] as const;
const kinds = [
  ['salt', 'Xâm nhập mặn', 'ទឹកប្រៃ', 'ripple'],
  ['security', 'An ninh, lừa đảo', 'សន្តិសុខ', 'shield-exclamation'],
  ['services', 'Dịch vụ công', 'សេវាសាធារណៈ', 'building-bank'],
  ['health', 'Sức khỏe', 'សុខភាព', 'heartbeat'],
] as const;

export function bulletin(n: number, now: number, more: Partial<WireBulletin> = {}): WireBulletin {
  const [title, body, kmTitle, kmBody] = texts[n % texts.length]!;
  const [kind, name, kmName, icon] = kinds[n % kinds.length]!;
  return {
    id: guid(11, n),
    bulletinId: guid(12, n),
    number: 1,
    link: `https://tungngo.example/t/t${n}`,
    kind,
    kindName: { vi: name, km: kmName, en: kind },
    icon,
    urgency: n === 0 ? 2 : n === 1 ? 1 : 0,
    source: n === 0 ? 'Chi cục Thủy lợi' : 'UBND xã Trường Khánh',
    documentNumber: n === 0 ? '112/TB-CCTL' : null,
    validFrom: at(now, -3),
    validTo: at(now, 60),
    state: 'valid',
    relation: 'none',
    texts: [
      { language: 'km', title: kmTitle, body: kmBody, needsReview: true, cardId: cardOf(n) },
      { language: 'vi', title, body, needsReview: false, cardId: cardOf(n), audioId: n === 0 ? audioOf(n) : null },
    ],
    ...more,
  };
}

export const relay = (n: number, now: number, more: Partial<WireRelay> = {}): WireRelay => ({
  id: guid(15, n),
  bulletinId: guid(11, 0),
  teamId: guid(1, 1),
  groupId: guid(16, n),
  group: ['Bà con ấp Trường Thành B', 'Phụ nữ Trường Thành B', 'Nông dân trồng lúa', 'Chùa Khmer Trường Thành', 'Thanh niên ấp'][n % 5]!,
  link: 'https://zalo.me/g/abcdef123',
  purpose: 'households',
  language: n % 2 ? 'km' : 'vi',
  people: 12 + n * 7,
  state: 'open',
  memberId: guid(2, 1),
  dueAt: at(now, 4),
  validTo: at(now, 60),
  ...more,
});

export function news(now: number, households: readonly WireHousehold[], full = false): WireNews {
  const bulletins = [
    ...Array.from({ length: full ? 14 : 3 }, (_, n) => bulletin(n, now)),
    bulletin(40, now, { state: 'cancelled', urgency: 0 }),
    bulletin(41, now, { validTo: at(now, -20) }),
  ];
  return {
    bulletins,
    relays: [
      relay(0, now, { dueAt: at(now, -1), remindedAt: at(now, -3), escalatedAt: at(now, -1) }),
      relay(1, now),
      relay(2, now, { memberId: guid(2, 2) }),
      relay(3, now, { state: 'posted', postedAt: at(now, -2), postedBy: guid(2, 3), memberId: guid(2, 3) }),
      relay(4, now, { bulletinId: guid(11, 40), state: 'posted', postedAt: at(now, -5), postedBy: guid(2, 1) }),
      ...Array.from({ length: full ? 25 : 0 }, (_, n) => relay(n + 5, now, { bulletinId: guid(11, n % 14), memberId: null })),
    ],
    tellings: [
      { bulletinId: guid(11, 0), language: 'km', households: households.filter((_, i) => i % 3 === 0).map(door => door.id) },
      { bulletinId: guid(11, 1), language: 'vi', households: households.filter((_, i) => i % 3 !== 2).map(door => door.id) },
    ],
    asked: [
      {
        bulletinId: guid(11, 0),
        households: households.map((door, i) => ({ householdId: door.id, acted: [null, 'closed', 'notYet', 'both', null][i % 5] })),
      },
    ],
    help: Array.from({ length: full ? 20 : 2 }, (_, n) => ({
      id: guid(17, n),
      code: 'K7M3-PQ9X-ACDE-FGHJ',
      from: ['zalo', 'page', 'door'][n % 3]!,
      name: ['Lý Thị Sa', 'Trần Văn Bé', null][n % 3],
      phone: n % 2 ? '0912345678' : null,
      householdId: households[n % households.length]?.id ?? null,
      language: n % 2 ? 'vi' : 'km',
      state: 'open',
      at: at(now, -30),
      dueAt: at(now, n ? 40 : -2),
      messages: [
        {
          id: guid(18, n),
          at: at(now, -30),
          incoming: true,
          text: 'Máy của mẹ tôi không vào được VNeID, nhờ tổ đến giúp.',
          by: 'Lý Thị Sa',
        },
      ],
    })),
    groups: [0, 1, 2].map(n => ({
      id: guid(16, n),
      teamId: guid(1, 1),
      name: relay(n, now).group,
      link: null,
      purpose: 'households',
      language: n % 2 ? 'km' : 'vi',
    })),
  };
}
