import { useState } from 'preact/hooks';
import { codeFrom, phoneName, shown } from '../enrol/code.ts';
import { PinPad } from '../enrol/PinPad.tsx';
import { canScan, Scan } from '../enrol/Scan.tsx';
import { pinIsFit, WrongPin } from '../store/vault.ts';
import { t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { addMember, changePin } from '../ui/session.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';

/** PIN, then PIN again; weak ones are refused. */
function NewPin({ onPin }: { onPin: (pin: string) => void }) {
  const [first, setFirst] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string>();
  return first === null ? (
    <PinPad
      key="first"
      label={t('pin.first')}
      trouble={trouble}
      onPin={pin => {
        setTrouble(pinIsFit(pin) ? undefined : t('pin.weak'));
        if (pinIsFit(pin)) setFirst(pin);
      }}
    />
  ) : (
    <PinPad
      key="again"
      label={t('pin.again')}
      onPin={pin => {
        if (pin === first) return onPin(pin);
        setTrouble(t('pin.differs'));
        setFirst(null);
      }}
    />
  );
}

export function AddMember({ code: given, onClose }: { code: string; onClose: () => void }) {
  const [code, setCode] = useState(shown(given));
  const [step, setStep] = useState<'code' | 'pin' | 'asking'>('code');
  const [scanning, setScanning] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const send = async (pin: string): Promise<void> => {
    setStep('asking');
    try {
      await addMember(codeFrom(code)!, phoneName(navigator.userAgent), pin);
      say(t('member.added'));
      onClose();
    } catch (error) {
      setTrouble(sentence(error));
      setStep('code');
    }
  };
  return (
    <Sheet title={t('me.addMember')} onClose={onClose}>
      {step === 'code' && (
        <form
          class="form"
          onSubmit={event => {
            event.preventDefault();
            if (codeFrom(code)) setStep('pin');
          }}
        >
          <p>{t('member.text')}</p>
          <label class="field">
            <span>{t('enrol.code')}</span>
            <input
              class="code"
              value={code}
              autocomplete="off"
              autocapitalize="characters"
              maxLength={9}
              placeholder="ABCD-2345"
              onInput={event => {
                setCode(shown(event.currentTarget.value));
                setTrouble(undefined);
              }}
            />
          </label>
          {trouble && (
            <p class="trouble" role="alert">
              {trouble}
            </p>
          )}
          <button type="submit" class="main" disabled={!codeFrom(code)}>
            {t('enrol.next')}
          </button>
          {canScan() && (
            <button type="button" class="second wide" onClick={() => setScanning(true)}>
              <Icon name="qrcode" />
              {t('enrol.scan')}
            </button>
          )}
          {scanning && (
            <Scan
              onCode={found => {
                setScanning(false);
                setCode(shown(found));
                setStep('pin');
              }}
              onClose={() => setScanning(false)}
            />
          )}
        </form>
      )}
      {step === 'pin' && <NewPin onPin={pin => void send(pin)} />}
      {step === 'asking' && (
        <p class="waiting" role="status">
          <Icon name="refresh" />
          {t('enrol.asking')}
        </p>
      )}
    </Sheet>
  );
}

export function ChangePin({ onClose }: { onClose: () => void }) {
  const [old, setOld] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const send = async (fresh: string): Promise<void> => {
    setBusy(true);
    try {
      await changePin(old!, fresh);
      say(t('pin.changed'));
      onClose();
    } catch (error) {
      setTrouble(error instanceof WrongPin ? t('unlock.wrong') : sentence(error));
      setOld(null);
      setBusy(false);
    }
  };
  return (
    <Sheet title={t('me.changePin')} onClose={onClose}>
      {busy ? (
        <p class="waiting" role="status">
          <Icon name="refresh" />
          {t('pin.checking')}
        </p>
      ) : old === null ? (
        <PinPad key="old" label={t('pin.old')} trouble={trouble} onPin={setOld} />
      ) : (
        <NewPin onPin={pin => void send(pin)} />
      )}
    </Sheet>
  );
}
