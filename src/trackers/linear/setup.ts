import { TrackerError } from '../../domain/errors.ts';
import type { TrackerSetup } from '../../domain/ports.ts';
import { createLinearDoctor } from './doctor.ts';
import { applyLabels, labelPlanOfStep, labelSteps } from './label-setup.ts';
import { createLinearSetupCalls } from './setup-calls.ts';
import type { LinearTransport } from './transport.ts';
import { applyWebhook, isWebhookStep, webhookSteps } from './webhook-setup.ts';

/** Sets a workspace up: label groups and webhooks. Cards need nothing. */
export function createLinearSetup(deps: {
  readonly transport: LinearTransport;
  readonly webhookSecret: string;
}): TrackerSetup {
  const calls = createLinearSetupCalls(deps.transport);
  const secret = deps.webhookSecret;

  return {
    async planSetup({ webhookUrl: url }) {
      const { account } = await calls.account('planSetup');
      const labels = await calls.labelsOfThoseNames('planSetup');
      const webhooks = url === null ? null : await calls.webhooks('planSetup');
      return [...labelSteps(labels, account), ...webhookSteps({ account, webhooks, url, secret })];
    },

    async applyStep({ id }, { webhookUrl }) {
      const plan = labelPlanOfStep(id);
      if (plan) return applyLabels(calls, plan);
      if (isWebhookStep(id)) return applyWebhook(calls, id, webhookUrl, secret);
      throw new TrackerError('invalid', `Linear applyStep: there is no step ${id.slice(0, 100)}`);
    },

    diagnose: createLinearDoctor({ calls, secret }),
  };
}
