/** A brief as the flow makes it of a template, without a person's answers. */
import { OWN_DEFAULTS, roundsOf } from '../../../src/chat/templates/all.ts';
import { speechOf } from '../../../src/chat/templates/languages.ts';
import type { Template } from '../../../src/chat/templates/template.ts';
import type { Brief } from '../../../src/missions/brief.ts';

export function briefFrom(template: Template, change: Partial<Brief> = {}): Brief {
  const { order, mandate, action, tryFirst, maxRetries, noiseSuppression } = template;
  const { language = template.language ?? 'en-US', onBehalfOf = 'Northwind' } = change;
  return {
    name: template.name,
    class: template.class,
    template: template.id,
    request: template.label,
    onBehalfOf,
    recipients: template.recipients,
    language,
    voice: template.voice ?? speechOf(language)?.voice ?? '',
    rounds: roundsOf(template, language, onBehalfOf),
    hours: template.hours,
    batchSize: template.batchSize ?? OWN_DEFAULTS.batchSize,
    spacingSecs: template.spacingSecs ?? OWN_DEFAULTS.spacingSecs,
    ...(maxRetries === undefined ? {} : { maxRetries }),
    approval: { approvers: [], quorum: 1, remindAfterMs: 3_600_000 },
    ...(mandate === undefined ? {} : { mandate }),
    ...(action === undefined ? {} : { action }),
    ...(order === undefined ? {} : { order }),
    ...(tryFirst === undefined ? {} : { tryFirst }),
    ...(noiseSuppression === undefined ? {} : { noiseSuppression }),
    basis: 'Public business number',
    ...change,
  };
}
