// The composing page works without this file. It counts while one types, as the server counts when the page is sent, and records speech
// into the file field, so that a recording goes the way of any chosen file.
const form = document.querySelector('form.compose');
const basic = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const extension = '\f^{}\\[~]|€';
const number = new Intl.NumberFormat('vi-VN');

/** GSM 03.38: 160 septets alone, 153 in a chain; 70 and 67 units of UCS-2. */
function segments(text) {
  const signs = [...text];
  const unicode = signs.some((sign) => !basic.includes(sign) && !extension.includes(sign));
  const [alone, chained] = unicode ? [70, 67] : [160, 153];
  const sizes = signs.map((sign) => (unicode ? sign.length : extension.includes(sign) ? 2 : 1));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  if (units <= alone) return { unicode, units, count: units > 0 ? 1 : 0 };
  let [count, used] = [1, 0];
  for (const size of sizes) {
    if (used + size > chained) [count, used] = [count + 1, 0];
    used += size;
  }
  return { unicode, units, count };
}

function plain(text) {
  return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').replace(/[–—−]/g, '-')
    .replace(/[“”]/g, '"').replace(/[‘’]/g, "'").replace(/…/g, '...').replace(/\u00a0/g, ' ').normalize('NFC');
}

function count(fields) {
  const part = (name) => fields.querySelector(`[data-part="${name}"]`).value.trim();
  const show = (name, text) => { const place = fields.querySelector(`[data-${name}]`); if (place) place.textContent = text; };
  const link = form.dataset.link;
  // An emergency cannot be refused, so nothing says how.
  const refusable = form.elements.urgency.value !== 'emergency';
  const { smsEnd, zaloEnd } = refusable ? fields.querySelector('.lengths').dataset : { smsEnd: '', zaloEnd: '' };
  const said = ['source', 'document'].map((name) => form.elements[name].value.trim()).filter(Boolean).join(' · ');
  const zalo = `${part('title')}\n\n${part('body')}\n\n${said ? `${said}\n` : ''}${link}${zaloEnd}`.normalize('NFC').length;
  const written = `${part('short') || part('title')} ${link}`.trim().normalize('NFC');
  // Who wrote without marks pays for none: our own words follow the text.
  const message = written + (segments(written).unicode ? smsEnd : plain(smsEnd));
  const sms = segments(form.elements.unaccented.checked && fields.dataset.compose === 'vi' ? plain(message) : message);
  show('zalo-count', number.format(zalo));
  fields.querySelector('[data-zalo]').classList.toggle('field-problem', zalo > Number(form.dataset.zaloMost));
  show('sms-count', number.format(sms.count));
  show('sms-kind', sms.unicode ? 'Unicode' : 'GSM');
  show('sms-units', number.format(sms.units));
  show('plain-text', plain(message));
  show('plain-count', number.format(segments(plain(message)).count));
}

for (const fields of form?.querySelectorAll('[data-compose]') ?? []) {
  fields.addEventListener('input', () => count(fields));
  for (const name of ['unaccented', 'urgency']) form.elements[name].addEventListener('change', () => count(fields));
}

function offerRecorder(place) {
  const field = document.getElementById(place.dataset.recorder);
  // AAC first: every phone plays it, and older iPhones do not play WebM.
  const type = ['audio/mp4;codecs=mp4a.40.2', 'audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'].find((t) => MediaRecorder.isTypeSupported(t));
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', className: 'btn', textContent: place.dataset.start });
  const note = document.createElement('p');
  note.setAttribute('role', 'status');
  const player = document.createElement('audio');
  player.controls = true;
  player.hidden = true;
  place.append(button, note, player);
  place.hidden = false;
  let recorder;
  button.addEventListener('click', async () => {
    if (recorder?.state === 'recording') {
      recorder.stop();
      return;
    }
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true } });
      const parts = [];
      recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 24000 });
      recorder.addEventListener('dataavailable', (event) => parts.push(event.data));
      recorder.addEventListener('stop', () => {
        for (const track of stream.getTracks()) track.stop();
        const ending = type.includes('mp4') ? 'm4a' : type.includes('ogg') ? 'ogg' : 'webm';
        const files = new DataTransfer();
        files.items.add(new File(parts, `ghi-am.${ending}`, { type }));
        field.files = files.files;
        player.src = URL.createObjectURL(files.files[0]);
        player.hidden = false;
        button.textContent = place.dataset.start;
      });
      recorder.start();
      button.textContent = place.dataset.stop;
      note.textContent = '';
    } catch {
      note.textContent = place.dataset.refused;
    }
  });
}

if (window.MediaRecorder && navigator.mediaDevices?.getUserMedia) {
  for (const place of document.querySelectorAll('[data-recorder]')) offerRecorder(place);
}
