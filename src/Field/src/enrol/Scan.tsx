import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../text/text.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { codeFrom } from './code.ts';

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
declare const BarcodeDetector: (new (options: { formats: string[] }) => Detector) | undefined;

export const canScan = (): boolean => typeof BarcodeDetector !== 'undefined' && Boolean(navigator.mediaDevices?.getUserMedia);

interface Props {
  onCode: (code: string) => void;
  onClose: () => void;
  /** What the picture means; null goes on looking. */
  read?: (text: string) => string | null;
  hint?: string;
}

export function Scan({ onCode, onClose, read = codeFrom, hint }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const [blocked, setBlocked] = useState(false);
  useEffect(() => {
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setInterval> | undefined;
    let ended = false;
    const stop = (): void => {
      ended = true;
      clearInterval(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    void (async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      } catch {
        setBlocked(true);
        return;
      }
      if (ended || !video.current) return stop();
      video.current.srcObject = stream;
      await video.current.play();
      const detector = new BarcodeDetector!({ formats: ['qr_code'] });
      timer = setInterval(
        () =>
          void detector.detect(video.current!).then(
            found => {
              const code = found.map(one => read(one.rawValue)).find(one => one !== null);
              if (code && !ended) onCode(code);
            },
            () => undefined /* the camera had no picture yet */,
          ),
        250,
      );
    })();
    return stop;
  }, []);
  return (
    <Sheet title={t('scan.title')} whole onClose={onClose}>
      {blocked ? (
        <p class="card">{t('scan.blocked')}</p>
      ) : (
        <>
          <video ref={video} class="scan" muted playsInline />
          <p class="hint">{hint ?? t('scan.hint')}</p>
        </>
      )}
    </Sheet>
  );
}
