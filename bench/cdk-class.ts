// A class as a CDK app makes it, for bench/class.ts: a stack for each student, `cdk deploy --all`.
import { addSandboxStack, cdkApp } from '../lib/cdk-app.ts';
import { chooseLabs } from '../src/catalog/catalog.ts';
import { loadCatalog } from '../src/catalog/load.ts';
import { stackName } from '../src/sandbox/name.ts';

const count = Number(process.env['BENCH_STUDENTS']);
const labs = chooseLabs(await loadCatalog(), ['xgboost']);
const app = cdkApp();
for (let at = 1; at <= count; at += 1) {
  const identity = { class: 'theirs', owner: String(at).padStart(3, '0') };
  addSandboxStack(app, {
    name: stackName(identity),
    identity,
    labs,
    env: { account: '123456789012', region: 'us-east-1' },
    defaults: {
      ...identity,
      stopsAt: '2035-01-01T00:00:00Z',
      removedAfter: '2035-01-08T00:00:00Z',
      instanceType: 'ml.t3.medium',
      volumeGiB: '10',
      idleMinutes: '60',
      keepEndpoints: 'false',
      sandbox: '',
    },
    notes: [],
  });
}
app.synth();
