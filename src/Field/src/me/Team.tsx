import { useEffect, useState } from 'preact/hooks';
import { PaperCards } from '../badge/PaperCards.tsx';
import { shown } from '../enrol/code.ts';
import { phoneNumber, whenExactly, whenInstant } from '../text/format.ts';
import { t, type Key } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { Screen } from '../ui/Screen.tsx';
import { current } from '../ui/session.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { EnrolmentCodeResponse, WireDevice, WireTeam, WireTeamMember } from '../wire.ts';
import { languageOf } from '../household/languages.ts';
import { Sure } from '../ui/Sure.tsx';

const leads = (role: string): boolean => role === 'leader' || role === 'deputy';

export function isLeader(): boolean {
  const { store, member } = current.value;
  const { members, teams } = store.view.value.territory;
  return members.some(known => known.id === member.id && leads(known.role)) || teams.some(team => ledBy(team, member.id));
}

const ledBy = (team: WireTeam, memberId: string): boolean => team.members.some(known => known.id === memberId && leads(known.role));

/** The leader's part: who is in the team, a code for a member's phone, the phones, and taking a lost one out. Needs a line. */
export function Team() {
  const { api, store, member } = current.value;
  const [devices, setDevices] = useState<WireDevice[] | null>(null);
  const [trouble, setTrouble] = useState<string>();
  const [code, setCode] = useState<{ of: WireTeamMember; code: EnrolmentCodeResponse } | null>(null);
  const [revoking, setRevoking] = useState<string | null>(null);
  const load = (): void => {
    api.devices().then(
      list => {
        setDevices(list);
        setTrouble(undefined);
      },
      (error: unknown) => setTrouble(sentence(error)),
    );
  };
  useEffect(load, []);

  const makeCode = async (of: WireTeamMember): Promise<void> => {
    try {
      setCode({ of, code: await api.enrolmentCode(of.id) });
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  };
  const revoke = async (id: string): Promise<void> => {
    try {
      await api.revoke(id);
      say(t('team.revoked'));
      // Said at once: until the list is there again, its row would offer to take the same phone out once more.
      setDevices(
        list => list?.map(device => (device.id === id ? { ...device, revokedAt: new Date(now()).toISOString() } : device)) ?? null,
      );
      setRevoking(open => (open === id ? null : open));
      load();
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  };
  return (
    <Screen child title={t('team.title')}>
      {store.view.value.territory.teams
        .filter(team => ledBy(team, member.id))
        .map(team => (
          <section key={team.id}>
            <h2>{team.name}</h2>
            <ul class="list">
              {team.members.map(one => (
                <li key={one.id} class="lane member">
                  <span class="grow">
                    <b>{one.name}</b>
                    <small>
                      {[t(`role.${one.role}` as Key), one.languages.map(languageOf).join(', '), one.phone && phoneNumber(one.phone)]
                        .filter(Boolean)
                        .join(' · ')}
                    </small>
                  </span>
                  {one.phone && (
                    <a class="quiet square" href={`tel:${one.phone}`} aria-label={t('call', { name: one.name })}>
                      <Icon name="phone" />
                    </a>
                  )}
                  <button type="button" class="second" onClick={() => void makeCode(one)}>
                    <Icon name="qrcode" />
                    {t('team.code')}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      <section>
        <h2>{t('team.phones')}</h2>
        {trouble && (
          <p class="card">
            <Icon name="cloud-off" />
            <span class="grow">{trouble}</span>
            <button type="button" class="second" onClick={load}>
              {t('retry')}
            </button>
          </p>
        )}
        {!trouble && devices === null && (
          <p class="waiting" role="status">
            <Icon name="refresh" />
            {t('loading')}
          </p>
        )}
        {devices?.length === 0 && <p class="hint">{t('team.noPhones')}</p>}
        <ul class="list">
          {devices?.map(device => (
            <li key={device.id} class="past column">
              <span class="row-in">
                <Icon name="device-mobile" />
                <span class="grow">
                  <b>{device.members.join(', ') || '—'}</b>
                  <small>
                    {device.name}
                    {device.id === store.phone.value?.deviceId && ` · ${t('team.thisPhone')}`}
                    {device.appVersion && ` · ${t('version.is', { version: device.appVersion })}`}
                  </small>
                  <small>
                    {device.revokedAt
                      ? t('team.revokedAt', { when: whenInstant(device.revokedAt) })
                      : t('team.lastSeen', { when: device.lastSeenAt ? whenExactly(Date.parse(device.lastSeenAt)) : '—' })}
                  </small>
                </span>
                {!device.revokedAt && device.id !== store.phone.value?.deviceId && revoking !== device.id && (
                  <button type="button" class="quiet bad" onClick={() => setRevoking(device.id)}>
                    {t('team.revoke')}
                  </button>
                )}
              </span>
              {revoking === device.id && (
                <Sure yes={t('team.revoke')} onYes={() => void revoke(device.id)} onNo={() => setRevoking(null)}>
                  {t('team.revoke.sure')}
                </Sure>
              )}
            </li>
          ))}
        </ul>
      </section>
      <PaperCards members={store.view.value.territory.teams.filter(team => ledBy(team, member.id)).flatMap(team => team.members)} />
      {code && <CodeSheet of={code.of} code={code.code} onClose={() => setCode(null)} />}
    </Screen>
  );
}

function CodeSheet({ of, code, onClose }: { of: WireTeamMember; code: EnrolmentCodeResponse; onClose: () => void }) {
  const [drawing, setDrawing] = useState<{ size: number; path: string }>();
  useEffect(() => {
    void import('./qr.ts').then(({ drawQr }) => setDrawing(drawQr(code.url)));
  }, []);
  return (
    <Sheet title={t('team.codeFor', { name: of.name })} onClose={onClose}>
      <div class="form centre">
        {drawing && (
          <svg class="qr" viewBox={`-4 -4 ${drawing.size + 8} ${drawing.size + 8}`} role="img" aria-label={t('team.qr')}>
            <rect x="-4" y="-4" width={drawing.size + 8} height={drawing.size + 8} fill="#fff" />
            <path d={drawing.path} fill="#000" />
          </svg>
        )}
        <p class="code-shown">{shown(code.code)}</p>
        <p class="hint">{t('team.codeText', { when: whenExactly(Date.parse(code.expiresAt)) })}</p>
      </div>
    </Sheet>
  );
}
