// Prints, as JSON, for each `file:import` that it is given, whether ESLint as configured here refuses that import in that file.
import { ESLint, Linter } from 'eslint';

const eslint = new ESLint();
const refused = {};
for (const pair of process.argv.slice(2)) {
  const [file, target] = pair.split('<-');
  const { rules } = await eslint.calculateConfigForFile(file);
  const rule = rules['no-restricted-imports'] ?? 'off';
  const messages = new Linter().verify(`import '${target}';`, { rules: { 'no-restricted-imports': rule } });
  refused[pair] = messages.map(({ ruleId }) => ruleId ?? 'unreadable');
}
console.log(JSON.stringify(refused));
