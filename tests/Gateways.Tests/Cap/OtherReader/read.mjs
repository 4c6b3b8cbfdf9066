// Reads a CAP document from standard input with somebody else's library and says as JSON what it understood.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

// Its reader is not among its exports, so it is loaded as a file.
const require = createRequire(import.meta.url);
const read = require('./node_modules/@dec112/cap-ts/dist/node/fromXML.js').default;
const words = require('./node_modules/@dec112/cap-ts/dist/node/CAP-1-2.js');

const alert = await read(readFileSync(0, 'utf8'));
const pairs = (list) => list.map((pair) => `${pair.valueName}=${pair.value}`);
console.log(JSON.stringify({
  identifier: alert.identifier,
  sender: alert.sender,
  sent: alert.sent,
  status: words._to_string_Alert_status(alert.status),
  type: words._to_string_Alert_msgType(alert.msgType),
  scope: words._to_string_Alert_scope(alert.scope),
  references: alert.references ?? null,
  infos: alert.info_list.map((info) => ({
    language: info.language,
    categories: info.category_list.map(words._to_string_Alert_info_list_info_category_list_category),
    event: info.event,
    severity: words._to_string_Alert_info_list_info_severity(info.severity),
    expires: info.expires,
    headline: info.headline,
    description: info.description,
    instruction: info.instruction,
    web: info.web,
    parameters: pairs(info.parameter_list),
    resources: info.resource_list.map((resource) => `${resource.mimeType} ${resource.size} ${resource.uri} ${resource.digest}`),
    areas: info.area_list.map((area) => ({
      description: area.areaDesc,
      polygons: area.polygon_list ?? [],
      circles: area.circle_list ?? [],
      geocodes: pairs(area.geocode_list),
    })),
  })),
}));
