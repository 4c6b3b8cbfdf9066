import type { ComponentChildren } from 'preact';
import { t } from '../text/text.ts';
import { Choice, TextField } from '../ui/Fields.tsx';
import { Icon } from '../ui/Icon.tsx';
import { current } from '../ui/session.ts';
import { say } from '../ui/Toast.tsx';
import type { Guid, WireHousehold } from '../wire.ts';
import { cleanPhone, holdsCitizenNumber } from './guard.ts';
import { languageOf, spoken } from './languages.ts';

/** What is typed, as text. */
export interface HouseholdForm {
  head: string;
  laneId: Guid | '';
  door: string;
  landmark: string;
  language: string;
  phone: string;
  size: string;
  smartphones: string;
  point: number[] | null;
}
export type HouseholdValues = Pick<
  WireHousehold,
  'head' | 'laneId' | 'door' | 'landmark' | 'language' | 'phone' | 'size' | 'smartphones' | 'point'
>;
type Troubles = Partial<Record<keyof HouseholdForm, string>>;

export const emptyHousehold: HouseholdForm = {
  head: '',
  laneId: '',
  door: '',
  landmark: '',
  language: '',
  phone: '',
  size: '',
  smartphones: '',
  point: null,
};

export const householdForm = (door: WireHousehold): HouseholdForm => ({
  head: door.head,
  laneId: door.laneId ?? '',
  door: door.door ?? '',
  landmark: door.landmark ?? '',
  language: door.language ?? '',
  phone: door.phone ?? '',
  size: door.size?.toString() ?? '',
  smartphones: door.smartphones?.toString() ?? '',
  point: door.point ?? null,
});

export function readForm(form: HouseholdForm): { values: HouseholdValues; troubles: Troubles } {
  const troubles: Troubles = {};
  const count = (field: 'size' | 'smartphones'): number | null => {
    const text = form[field].trim();
    if (text === '') return null;
    if (/^\d{1,2}$/.test(text)) return Number(text);
    troubles[field] = t('field.count');
    return null;
  };
  const free = (field: 'head' | 'door' | 'landmark'): string | null => {
    if (holdsCitizenNumber(form[field])) troubles[field] = t('guard.number');
    return form[field].trim() || null;
  };
  const head = free('head');
  if (!head) troubles.head ??= t('field.head.needed');
  const phone = form.phone.trim() === '' ? null : cleanPhone(form.phone);
  if (form.phone.trim() !== '' && phone === null) troubles.phone = t('field.phone.bad');
  return {
    values: {
      head: head ?? '',
      laneId: form.laneId || null,
      door: free('door'),
      landmark: free('landmark'),
      language: form.language || null,
      phone,
      size: count('size'),
      smartphones: count('smartphones'),
      point: form.point,
    },
    troubles,
  };
}

export const changedFields = (door: WireHousehold, values: HouseholdValues): (keyof HouseholdValues)[] =>
  (Object.keys(values) as (keyof HouseholdValues)[]).filter(
    field => JSON.stringify(values[field] ?? null) !== JSON.stringify(door[field] ?? null),
  );

export function HouseholdFields({
  hamletId,
  form,
  troubles,
  onChange,
  afterHead,
  afterPhone,
}: {
  hamletId: Guid;
  form: HouseholdForm;
  troubles: Troubles;
  onChange: (form: HouseholdForm) => void;
  afterHead?: ComponentChildren;
  afterPhone?: ComponentChildren;
}) {
  const lanes = current.value.store.view.value.territory.hamlets.find(hamlet => hamlet.id === hamletId)?.lanes ?? [];
  const set = (part: Partial<HouseholdForm>): void => onChange({ ...form, ...part });
  return (
    <>
      <TextField label={t('field.head')} most={100} value={form.head} trouble={troubles.head} onChange={head => set({ head })} />
      {afterHead}
      {lanes.length > 0 && (
        <Choice
          label={t('field.lane')}
          value={form.laneId}
          options={lanes.map(lane => ({ value: lane.id, text: lane.name }))}
          onChange={laneId => set({ laneId: laneId === form.laneId ? '' : laneId })}
        />
      )}
      <TextField label={t('field.door')} most={100} value={form.door} trouble={troubles.door} onChange={door => set({ door })} />
      <TextField
        label={t('field.landmark')}
        most={200}
        help={t('field.landmark.help')}
        value={form.landmark}
        trouble={troubles.landmark}
        onChange={landmark => set({ landmark })}
      />
      <Choice
        label={t('field.language')}
        value={form.language}
        options={spoken.map(value => ({ value: value as string, text: languageOf(value) }))}
        onChange={language => set({ language: language === form.language ? '' : language })}
      />
      <TextField label={t('field.phone')} value={form.phone} inputMode="tel" trouble={troubles.phone} onChange={phone => set({ phone })} />
      {afterPhone}
      <div class="pair">
        <TextField label={t('field.size')} value={form.size} inputMode="numeric" trouble={troubles.size} onChange={size => set({ size })} />
        <TextField
          label={t('field.smartphones')}
          value={form.smartphones}
          inputMode="numeric"
          trouble={troubles.smartphones}
          onChange={smartphones => set({ smartphones })}
        />
      </div>
      <button type="button" class="second wide" onClick={() => locate(point => set({ point }))}>
        <Icon name="map-pin" />
        {form.point ? t('field.point.again') : t('field.point')}
      </button>
    </>
  );
}

export function locate(found: (point: number[]) => void): void {
  navigator.geolocation?.getCurrentPosition(
    // Five decimals are about a metre: more would be a false promise.
    ({ coords }) => {
      found([coords.latitude, coords.longitude].map(degrees => Math.round(degrees * 1e5) / 1e5));
      say(t('field.point.got', { n: Math.round(coords.accuracy) }));
    },
    () => say(t('near.blocked'), { tone: 'bad' }),
    { enableHighAccuracy: true, timeout: 30_000 },
  );
}
