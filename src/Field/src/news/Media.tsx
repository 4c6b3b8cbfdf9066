import { useEffect, useRef, useState } from 'preact/hooks';
import { canSpeak, hush, readAloud, speaking } from '../guides/speech.ts';
import { t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { current } from '../ui/session.ts';
import type { Guid, WireBulletinText } from '../wire.ts';

/** Opened when shown and let go after: what lies sealed on the phone is never in an address that outlives the screen. */
function useMedia(id: Guid | null | undefined): File | null {
  const { media } = current.value.store;
  const head = id ? media.heads.value.get(id) : undefined;
  const whole = head !== undefined && head.have >= head.size;
  const [file, setFile] = useState<File | null>(null);
  useEffect(() => {
    let gone = false;
    if (id && whole)
      void media.get(id).then(found => {
        if (found && !gone) setFile(new File([found.bytes], `tin.${found.type.split('/')[1]!.split(';')[0]!}`, { type: found.type }));
      });
    return () => {
      gone = true;
    };
  }, [id, whole]);
  return file;
}

function useAddress(file: File | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!file) return;
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}

/** The picture card; while it has not come, a word in its place. `onFile` hands it to whoever shares it. */
export function Card({ id, alt, onFile }: { id: Guid | null | undefined; alt: string; onFile?: (file: File | null) => void }) {
  const file = useMedia(id);
  const address = useAddress(file);
  useEffect(() => onFile?.(file), [file]);
  if (!id) return null;
  if (!address)
    return (
      <p class="hint">
        <Icon name="photo" /> {t('card.waits')}
      </p>
    );
  return <img class="card-picture" src={address} alt={alt} />;
}

const canPlay = (type: string): boolean => document.createElement('audio').canPlayType(type) !== '';

/** The recording where there is one, else a voice of the phone's own; nothing when the phone has neither. */
export function Listen({ text }: { text: WireBulletinText }) {
  const file = useMedia(text.audioId);
  // An older iPhone says nothing to WebM, and shows nothing: its own voice reads instead.
  const address = useAddress(file && canPlay(file.type) ? file : null);
  const player = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  useEffect(() => hush, []);
  if (!address && !canSpeak(text.language)) return null;
  const on = address ? playing : speaking.value;
  const tap = (): void => {
    if (!address) return speaking.value ? hush() : readAloud(`${text.title}\n${text.body}`, text.language);
    if (playing) player.current?.pause();
    else void player.current?.play().catch(() => setPlaying(false));
  };
  return (
    <>
      {address && (
        <audio
          ref={player}
          src={address}
          onPlay={() => setPlaying(true)}
          onPause={() => setPlaying(false)}
          onEnded={() => setPlaying(false)}
        />
      )}
      <button type="button" class="chip" aria-pressed={on} onClick={tap}>
        <Icon name={on ? 'player-stop' : 'volume'} />
        {on ? t('guide.stop') : t('guide.listen')}
      </button>
    </>
  );
}
