import { App, Chart } from 'cdk8s';
import { ConfigMap, Deployment } from 'cdk8s-plus-27';

// The least that an app of cdk8s-plus does: what ours takes longer is ours.
const app = new App();
const chart = new Chart(app, 'bare');
new ConfigMap(chart, 'config', { data: { key: 'value' } });
new Deployment(chart, 'workload', { containers: [{ image: 'registry.example.com/bare' }] });
app.synth();
