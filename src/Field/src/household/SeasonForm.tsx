import { useState } from 'preact/hooks';
import { dayOf } from '../store/clock.ts';
import { number } from '../text/format.ts';
import { t, type Key } from '../text/text.ts';
import { Choice, TextField } from '../ui/Fields.tsx';
import { now } from '../ui/now.ts';
import { act, mutation } from '../ui/session.ts';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { PushConsent, WireHousehold, WireSeason } from '../wire.ts';
import { crops } from './Crops.tsx';
import { changeSentence } from './Seasons.tsx';
import { causes, cong, costLines, isSame, readArea, readWhole, seasonNames, withSeason } from '../store/seasons.ts';

const mostCost = 2_000_000_000;
const mostHarvest = 10_000_000;
const fields = ['area', ...costLines, 'harvest', 'damage'] as const;
type Field = (typeof fields)[number];
type Written = Record<Field, string>;

const read = (field: Field, text: string): number | null | undefined =>
  field === 'area' ? readArea(text) : readWhole(text, field === 'damage' ? 100 : field === 'harvest' ? mostHarvest : mostCost);

const write = (of: WireSeason | undefined): Written =>
  Object.fromEntries(
    fields.map(field => {
      const value = of?.[field];
      return [field, value == null ? '' : field === 'area' ? String(value / cong).replace('.', ',') : number(value)];
    }),
  ) as Written;

/** One season of one crop. Only these two must be said; a consent just given goes in the same batch, before it. */
export function SeasonForm(props: { door: WireHousehold; account: WireSeason | null; consent: PushConsent | null; onDone: () => void }) {
  const { door, account, consent, onDone } = props;
  const known = door.seasons ?? [];
  const thisYear = Number(dayOf(now()).slice(0, 4));
  const grown = new Set(door.crops?.map(crop => crop.crop));
  const [crop, setCrop] = useState<string | null>(account?.crop ?? (grown.size === 1 ? [...grown][0]! : null));
  const [season, setSeason] = useState<string | null>(account?.season ?? null);
  const [year, setYear] = useState(account?.year ?? thisYear);
  const [written, setWritten] = useState(write(account ?? undefined));
  const [cause, setCause] = useState<string | null>(account?.cause ?? null);
  const [asked, ask] = useState(false);

  /** A season that was told before is shown as it was told, so that nothing of it is lost. */
  const choose = (next: { crop?: string; season?: string; year?: number }): void => {
    const key = { crop: next.crop ?? crop ?? '', season: next.season ?? season ?? '', year: next.year ?? year };
    setCrop(key.crop || null);
    setSeason(key.season || null);
    setYear(key.year);
    const told = known.find(one => isSame(one, key));
    if (!told) return;
    setWritten(write(told));
    setCause(told.cause ?? null);
  };
  const values = Object.fromEntries(fields.map(field => [field, read(field, written[field])])) as Record<Field, number | null | undefined>;
  const isGood = fields.every(field => values[field] !== undefined);
  const told = crop && season && isGood ? { ...(values as Record<Field, number | null>), crop, season, year, cause } : null;
  const change = told && changeSentence(told, withSeason(known, told));
  const save = async (): Promise<void> => {
    ask(true);
    if (!told) return;
    const keep = mutation('season.keep', { season: { householdId: door.id, ...told } });
    try {
      await act(consent ? [mutation('consent.give', { consent }), keep] : [keep]);
      say(change ?? t('saved'));
      onDone();
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  };
  const field = (name: Field, help?: string) => (
    <TextField
      key={name}
      label={t(`season.field.${name}`)}
      inputMode={name === 'area' ? 'decimal' : 'numeric'}
      most={14}
      value={written[name]}
      trouble={
        values[name] === undefined && (asked || written[name].length > 3)
          ? t(`season.bad.${name === 'damage' ? 'percent' : 'number'}`)
          : undefined
      }
      onChange={text => setWritten({ ...written, [name]: text })}
      {...(help ? { help } : {})}
    />
  );
  const needed = (
    <p class="trouble" role="alert">
      {t('season.needed')}
    </p>
  );
  return (
    <form
      class="form"
      onSubmit={event => {
        event.preventDefault();
        void save();
      }}
    >
      <p class="hint">{t('season.optional')}</p>
      {!account && (
        <>
          <Choice
            label={t('crops.what')}
            value={crop}
            options={crops.map(value => ({ value: value as string, text: t(`crop.${value}`) }))}
            onChange={value => choose({ crop: value })}
          />
          <Choice
            label={t('season.which')}
            value={season}
            options={seasonNames.map(value => ({ value: value as string, text: t(`season.${value}`) }))}
            onChange={value => choose({ season: value })}
          />
          <Choice
            label={t('season.year')}
            value={String(year)}
            options={[-2, -1, 0, 1].map(n => ({ value: String(thisYear + n), text: thisYear + n }))}
            onChange={value => choose({ year: Number(value) })}
          />
          {asked && !(crop && season) && needed}
        </>
      )}
      {field('area', t('crops.area.help'))}
      <h2>{t('season.costs')}</h2>
      {costLines.map(line => field(line))}
      <h2>{t('season.harvest')}</h2>
      {field('harvest')}
      {field('damage')}
      <Choice
        label={t('season.cause')}
        value={cause}
        options={causes.map(value => ({ value: value as string, text: t(`season.cause.${value}` as Key) }))}
        onChange={value => setCause(value === cause ? null : value)}
      />
      {change && (
        <p class="card" role="status">
          {change}
        </p>
      )}
      <button type="submit" class="main">
        {t('save')}
      </button>
    </form>
  );
}
