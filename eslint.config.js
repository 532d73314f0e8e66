import prettier from 'eslint-config-prettier'
import tseslint from 'typescript-eslint'

/** Layers of main/, each with the layers it may import from (its own is always allowed; types of `clusters` serve probes). */
const layers = {
  system: [],
  cnis: ['system'],
  clusters: ['cnis', 'system'],
  probes: ['clusters/cluster', 'system'],
  store: ['probes/probe', 'system'],
  findings: ['store', 'probes', 'system'],
  reports: ['findings', 'store', 'probes', 'cnis', 'system'],
  lab: ['clusters', 'cnis', 'probes', 'findings', 'store', 'reports', 'system'],
  cli: ['lab', 'clusters', 'cnis', 'probes', 'findings', 'store', 'reports', 'system'],
}

const processDoor = {
  regex: '^(execa|(node:)?child_process)$',
  message: 'Processes are started through main/system/exec.ts, which knows how to cancel, quote and report them.',
}

const arrowRules = Object.entries(layers).map(([layer, allowed]) => {
  const forbidden = Object.keys(layers).filter((other) => other !== layer && !allowed.includes(other))
  const patterns = forbidden.map((other) => {
    const exception = allowed.find((path) => path.startsWith(`${other}/`))?.slice(other.length + 1)
    return {
      regex: `^(\\.\\./)+${other}/${exception ? `(?!${exception}\\.ts$)` : ''}`,
      message: `main/${layer} must not depend on main/${other}: see docs/architecture.md.`,
    }
  })
  return {
    files: [`main/${layer}/**/*.ts`],
    ignores: ['main/system/exec.ts', 'main/system/long-process.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [...patterns, processDoor] }] },
  }
})

export default tseslint.config(
  { ignores: ['out/', 'coverage/', 'test/fixtures/'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': ['warn', { max: 60, skipComments: true, skipBlankLines: true }],
      eqeqeq: 'error',
    },
  },
  { files: ['test/**', 'scripts/**'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['eslint.config.js', 'scripts/**/*.js'], extends: [tseslint.configs.disableTypeChecked] },
  ...arrowRules,
  prettier,
)
