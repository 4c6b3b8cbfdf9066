// Checks a badge of ours as anybody may, with libraries that know nothing of us: `node tools/verifyBadge.mjs FILE`, a JSON file with the badge, the published
// keys, and the published list of what was taken back; optionally the time at which it is looked at. Prints one word, or why it is refused.
import { readFileSync } from 'node:fs';
import { Bitstring } from '@digitalcredentials/bitstring';
import { createLocalJWKSet, errors, jwtVerify } from 'jose';

const { badge, keys, status, at } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const published = createLocalJWKSet(keys);
const clock = at ? { currentDate: new Date(at) } : {};
try {
  const { payload: said } = await jwtVerify(badge, published, { algorithms: ['ES256'], ...clock });
  if (!said.type.includes('OpenBadgeCredential')) throw new Error('no badge');
  const { payload: list } = await jwtVerify(status, published, { algorithms: ['ES256'], ...clock });
  if (
    list.id !== said.credentialStatus.statusListCredential ||
    list.credentialSubject.statusPurpose !== said.credentialStatus.statusPurpose
  )
    throw new Error('another list');
  // "u" says base64url (Multibase).
  const [base, encoded] = [list.credentialSubject.encodedList[0], list.credentialSubject.encodedList.slice(1)];
  if (base !== 'u') throw new Error('no list');
  const bits = new Bitstring({ buffer: await Bitstring.decodeBits({ encoded }) });
  console.log(
    bits.get(Number(said.credentialStatus.statusListIndex)) ? 'revoked' : `genuine ${said.credentialSubject.identifier[0].identityHash}`,
  );
} catch (error) {
  if (error instanceof errors.JWTExpired) console.log('expired');
  else if (error instanceof errors.JOSEError) console.log('forged');
  else throw error;
}
