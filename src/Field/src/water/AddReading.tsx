import { useRef, useState } from 'preact/hooks';
import { holdsCitizenNumber } from '../household/guard.ts';
import { locate } from '../household/HouseholdFields.tsx';
import { shrink } from '../news/proof.ts';
import { newId } from '../store/ids.ts';
import type { Bytes } from '../store/media.ts';
import { t } from '../text/text.ts';
import { Choice, TextField } from '../ui/Fields.tsx';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { act, current, mutation } from '../ui/session.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { holdTime, say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { PushReading, WireWater } from '../wire.ts';
import { isOdd, readValue, units, type SaltUnit } from './water.ts';

/** What a hand-held meter says, here and now. A value that cannot well be is asked about, and kept when the member stands by it. */
export function AddReading({ stations, onClose }: { stations: readonly WireWater[]; onClose: () => void }) {
  const [stationId, setStation] = useState(stations.length === 1 ? stations[0]!.id : null);
  const [text, setText] = useState('');
  const [unit, setUnit] = useState<SaltUnit>('g/l');
  const [depth, setDepth] = useState('');
  const [point, setPoint] = useState<number[] | null>(null);
  const [note, setNote] = useState('');
  const [photo, setPhoto] = useState<{ id: string; type: string; bytes: Bytes } | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [asked, ask] = useState(false);
  const [doubted, doubt] = useState(false);
  const value = readValue(text);
  const goodDepth = /^\d{0,3}$/.test(depth.trim());
  const badNote = holdsCitizenNumber(note);
  const save = async (sure: boolean): Promise<void> => {
    ask(true);
    if (!stationId || value === null || !goodDepth || badNote) return;
    if (isOdd(value, unit) && !sure) return doubt(true);
    const reading: PushReading = {
      stationId,
      value,
      unit,
      depth: depth.trim() ? Number(depth) : null,
      point,
      note: note.trim() || null,
      photoId: photo?.id ?? null,
    };
    const made = mutation('water.reading', { reading });
    try {
      await act([made], { holdFor: holdTime, ...(photo && { proof: photo }) });
      say(t('visit.saved'), {
        undo: async () => {
          if (!(await current.value.store.undo(made.id))) say(t('undo.late'), { tone: 'bad' });
        },
      });
      onClose();
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  };
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    try {
      setPhoto({ id: newId(now), ...(await shrink(file)) });
    } catch {
      say(t('relay.noPicture'), { tone: 'bad' });
    }
  };
  return (
    <Sheet title={stations.length === 1 ? `${t('water.add')} · ${stations[0]!.name}` : t('water.add')} onClose={onClose}>
      <form
        class="form"
        onSubmit={event => {
          event.preventDefault();
          void save(false);
        }}
      >
        {stations.length > 1 && (
          <Choice
            label={t('water.station')}
            value={stationId}
            options={stations.map(station => ({ value: station.id, text: station.name }))}
            onChange={setStation}
          />
        )}
        {asked && !stationId && (
          <p class="trouble" role="alert">
            {t('crops.needed')}
          </p>
        )}
        <TextField
          label={t('water.value')}
          inputMode="decimal"
          value={text}
          trouble={asked && value === null ? t('water.value.bad') : undefined}
          onChange={typed => {
            setText(typed);
            doubt(false);
          }}
        />
        <Choice
          label={t('water.unit')}
          value={unit}
          options={units.map(known => ({ value: known, text: known }))}
          onChange={chosen => {
            setUnit(chosen);
            doubt(false);
          }}
        />
        <TextField
          label={t('water.depth')}
          inputMode="numeric"
          value={depth}
          trouble={asked && !goodDepth ? t('water.depth.bad') : undefined}
          onChange={setDepth}
        />
        <button type="button" class="second wide" onClick={() => locate(setPoint)}>
          <Icon name={point ? 'check' : 'map-pin'} />
          {t(point ? 'water.point.got' : 'water.point')}
        </button>
        <button type="button" class="second wide" onClick={() => picker.current?.click()}>
          <Icon name={photo ? 'check' : 'camera'} />
          {t(photo ? 'water.photo.got' : 'water.photo')}
        </button>
        <input
          ref={picker}
          type="file"
          accept="image/*"
          capture="environment"
          hidden
          aria-label={t('water.photo')}
          onChange={event => void take(event.currentTarget.files?.[0])}
        />
        <TextField
          label={t('visit.note')}
          help={t('visit.note.help')}
          rows={2}
          most={200}
          value={note}
          trouble={badNote ? t('guard.number') : undefined}
          onChange={setNote}
        />
        {doubted ? (
          <div class="card due column" role="alert">
            <p>{t('water.odd', { value: `${text.trim()} ${unit}` })}</p>
            <button type="button" class="second strong wide" onClick={() => void save(true)}>
              {t('water.odd.yes')}
            </button>
          </div>
        ) : (
          <button type="submit" class="main">
            {t('save')}
          </button>
        )}
      </form>
    </Sheet>
  );
}
