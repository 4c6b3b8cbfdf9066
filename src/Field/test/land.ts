// A made-up territory with names that fit the region; the same call gives the same land.
import type { WireGuide, WireHousehold, WirePerson, WireService } from '../src/wire.ts';
import type { Land } from './standIn.ts';

const families = ['Thạch', 'Sơn', 'Kim', 'Lý', 'Danh', 'Châu', 'Trần', 'Lâm', 'Nguyễn', 'Huỳnh', 'Tăng', 'Quách'];
const given = [
  'Dên',
  'Siêng',
  'Thị Út',
  'Văn Đậm',
  'Khel',
  'Phương',
  'Sa Rinh',
  'Thị Hường',
  'Minh Đức',
  'Phia Ni',
  'Bích Trâm',
  'Sà Phol',
];
const landmarks = ['gần chùa', 'bên cầu ván', 'sau trường học', 'đầu lộ đal', null, null];

export const guid = (kind: number, n: number): string =>
  `0192f${kind.toString(16).padStart(3, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

const service = (
  n: number,
  code: string,
  kind: string,
  subject: string,
  icon: string,
  vi: string,
  km: string,
  en: string,
  short: string,
): WireService => ({
  id: guid(9, n),
  code,
  kind,
  subject,
  name: { vi, km, en },
  short: { vi: short, km: short, en: short },
  icon,
  order: n,
  active: true,
  blockers: [
    { code: 'sim', name: { vi: 'SIM không chính chủ', km: 'ស៊ីមមិនមែនឈ្មោះខ្លួន', en: 'SIM in another name' } },
    { code: 'password', name: { vi: 'Quên mật khẩu', km: 'ភ្លេចពាក្យសម្ងាត់', en: 'Password forgotten' } },
    { code: 'phone', name: { vi: 'Máy quá cũ', km: 'ទូរស័ព្ទចាស់ពេក', en: 'Phone too old' } },
  ],
});

export const services: WireService[] = [
  service(1, 'VNEID2', 'service', 'person', 'id-badge-2', 'VNeID mức 2', 'VNeID កម្រិត ២', 'VNeID level 2', 'VNeID'),
  service(2, 'DVC', 'service', 'person', 'building-community', 'Dịch vụ công', 'សេវាសាធារណៈ', 'Public services', 'DVC'),
  service(3, 'PAY', 'service', 'person', 'wallet', 'Tài khoản thanh toán, ví', 'គណនីទូទាត់', 'Payment account', 'Ví'),
  service(4, 'OA', 'service', 'person', 'message-circle', 'Zalo OA của xã', 'Zalo OA ឃុំ', 'Zalo OA', 'OA'),
  service(5, 'STV', 'service', 'person', 'device-tv', 'Ứng dụng STV', 'កម្មវិធី STV', 'STV app', 'STV'),
  service(6, 'SCAM', 'service', 'person', 'shield-check', 'Phòng lừa đảo', 'ការពារការបោកប្រាស់', 'Scam awareness', 'Lừa đảo'),
  service(7, 'SHOP', 'service', 'household', 'building-store', 'Gian hàng trực tuyến', 'ហាងអនឡាញ', 'Online stall', 'Shop'),
  service(8, 'SKILL1', 'skill', 'household', 'school', 'Kỹ năng dùng dịch vụ công', 'ជំនាញសេវាសាធារណៈ', 'Public service skill', 'KN1'),
];

export function land(size = 60, hamlets = 1): Land {
  const lanes = (h: number) => Array.from({ length: 4 }, (_, i) => ({ id: guid(4, h * 10 + i), name: `Tổ ${i + 1}`, order: i + 1 }));
  const wireHamlets = Array.from({ length: hamlets }, (_, h) => ({
    id: guid(3, h + 1),
    name: ['Ấp Trường Thành B', 'Ấp Trường Hưng', 'Ấp Trường Thọ', 'Ấp Trường An'][h % 4]!,
    under: 'Xã Trường Khánh',
    lanes: lanes(h),
    khmerShare: 0.44,
  }));
  const member = { id: guid(2, 1), name: 'Kim Thị Sa Ren', role: 'leader', teamIds: [guid(1, 1)] };
  const households = Array.from({ length: size }, (_, i): WireHousehold => {
    const hamlet = wireHamlets[i % hamlets]!;
    const lane = hamlet.lanes[Math.floor(i / hamlets) % 4]!;
    const head = `${families[i % 12]} ${given[(i * 7) % 12]}`;
    const people: WirePerson[] = Array.from({ length: 1 + (i % 4) }, (_, p) => ({
      id: guid(6, i * 10 + p),
      name: p === 0 ? head : `${families[(i + p) % 12]} ${given[(i * 5 + p) % 12]}`,
      birthYear: 1950 + ((i * 11 + p * 13) % 60),
      sex: p % 2 ? 'f' : 'm',
      relation: p === 0 ? 'head' : p === 1 ? 'spouse' : 'child',
      standings:
        i % 3 === 0 ? [{ serviceId: services[p % 4]!.id, stage: ((i + p) % 5) as 0 | 1 | 2 | 3 | 4, day: 19_990, blocker: null }] : [],
    }));
    return {
      id: guid(5, i + 1),
      hamletId: hamlet.id,
      laneId: lane.id,
      code: `H${String(i + 1).padStart(4, '0')}`,
      head,
      door: i % 2 ? String(i + 10) : null,
      landmark: landmarks[i % 6] ?? null,
      point: [9.68 + (i % 20) * 0.0007, 106.01 + Math.floor(i / 20) * 0.0009],
      language: i % 3 === 0 ? 'km' : 'vi',
      phone: i % 2 ? `09${String(10_000_000 + i * 7919)}` : null,
      size: people.length,
      smartphones: i % 3,
      order: i + 1,
      people,
      standings: [],
      visits:
        i % 5 === 0
          ? [
              {
                id: guid(7, i + 1),
                at: '2024-09-12T02:10:00Z',
                memberId: member.id,
                by: member.name,
                outcome: 'met',
                note: 'Đã cài, chưa kích hoạt',
              },
            ]
          : [],
      consents: i % 4 === 0 ? [{ id: guid(8, i + 1), purpose: 'store', method: 'spoken', language: 'vi', at: '2024-09-12T02:10:00Z' }] : [],
      version: 1,
    };
  });
  const picture =
    '<svg viewBox="0 0 120 80" role="img"><rect x="35" y="5" width="50" height="70" rx="8" fill="#0F6B5C"/><rect x="40" y="14" width="40" height="50" fill="#FBFAF6"/><circle cx="60" cy="70" r="3" fill="#FBFAF6"/></svg>';
  const guides = services.slice(0, 4).flatMap((known): WireGuide[] =>
    ['vi', 'km'].map(language => ({
      serviceId: known.id,
      language,
      title: known.name[language]!,
      needsReview: language === 'km',
      steps:
        language === 'vi'
          ? [
              { text: 'Mở ứng dụng trên máy của bà con, bấm “Kích hoạt”.', picture },
              { text: 'Bà con tự gõ số định danh và số điện thoại chính chủ.' },
              { text: 'Mã OTP gửi về máy: bà con tự đọc, tự gõ. Không ghi lại.' },
            ]
          : [{ text: 'បើកកម្មវិធីនៅលើទូរស័ព្ទរបស់គាត់ រួចចុច “ធ្វើឱ្យសកម្ម”។', picture }, { text: 'គាត់វាយលេខអត្តសញ្ញាណ និងលេខទូរស័ព្ទដោយខ្លួនឯង។' }],
    })),
  );
  return {
    member,
    services,
    guides,
    households,
    hamlets: wireHamlets,
    teams: [
      {
        id: guid(1, 1),
        name: 'Tổ công nghệ số cộng đồng ấp Trường Thành B',
        hamletIds: wireHamlets.map(hamlet => hamlet.id),
        members: [
          { id: member.id, name: member.name, role: 'leader', phone: '0912345678', languages: ['vi', 'km'] },
          { id: guid(2, 2), name: 'Lâm Minh Đức', role: 'member', phone: '0987654321', languages: ['vi'] },
          { id: guid(2, 3), name: 'Sơn Thị Bích', role: 'member', phone: null, languages: ['vi', 'km'] },
        ],
      },
    ],
  };
}
