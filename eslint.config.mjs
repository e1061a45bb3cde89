import js from '@eslint/js';
import tseslint from 'typescript-eslint';

// Imports run one way. A room may import the rooms of earlier rows, never its own row's neighbours or a later row.
const rows = [
  ['conf'],
  ['catalog', 'dialplan', 'config'],
  ['lint', 'simulate', 'diagram'],
  ['image', 'network', 'pbx'],
  ['testing'],
  ['cli'],
];
// Rooms that work without cdk8s, and so load fast and stay useful to the command line.
const pure = new Set(rows.slice(0, 3).flat());
// Within the row of constructs and the row of languages, the order is: left may not import right.
const ordered = rows.flat();

const directionRules = ordered.map((room, index) => {
  const later = ordered.slice(index + 1).flatMap((name) => [`**/${name}`, `**/${name}/**`]);
  const clusterOnly = pure.has(room) ? ['cdk8s', 'cdk8s-plus-*', 'constructs', '**/imports/*projectcalico*'] : [];
  return {
    files: [`lib/${room}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [...later, '**/apps/**', '**/test/**'],
              message: `lib/${room} may import only: ${ordered.slice(0, index).join(', ') || 'nothing of lib'}.`,
            },
            ...(clusterOnly.length > 0
              ? [{ group: clusterOnly, message: `lib/${room} is pure: it works without cdk8s.` }]
              : []),
          ].filter(({ group }) => group.length > 0),
        },
      ],
    },
  };
});

export default tseslint.config(
  { ignores: ['build/', 'dist/', 'coverage/', 'imports/', 'node_modules/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A construct is made for its effect on the tree, and façades of static factories are classes.
      'no-new': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  ...directionRules,
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { globals: { module: 'readonly', require: 'readonly', process: 'readonly', console: 'readonly' } },
  },
);
