const mask = '•••';
const longestLine = 2_000;

/** What looks like a secret in a line: each pattern keeps its first group. Repetitions are bounded: logs are hostile. */
const secrets: readonly RegExp[] = [
  /((?:pass(?:word|wd)?|mot_?de_?passe|secret|token|api[_-]?key|access[_-]?key|credential)[\w.-]{0,30}["']?\s{0,3}[:=]\s{0,3}["']?)(?!•)[^\s"',;&]+/gi,
  /(\b(?:bearer|basic)\s{1,3})[\w.~+/-]{8,}=*/gi,
  /([a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@]{0,100}:)[^\s/@]{1,300}(?=@)/gi,
  /()\beyJ[\w-]{5,400}\.[\w-]{5,2000}\.[\w-]*/g,
  /()\b(?:gh[pousr]_|github_pat_|xox[abeoprs]-|xapp-|sk_live_|sk_test_|rk_live_|AKIA|ASIA|glpat-|ntn_|npm_)[\w-]{8,}/g,
];
const privateKeys =
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g;

/** A text of a cluster's (log lines, events) with everything that looks like a secret masked, endless lines cut. */
export function redact(text: string): string {
  return text.replace(privateKeys, mask).split('\n').map(redactLine).join('\n');
}

function redactLine(line: string): string {
  const short = line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
  return secrets.reduce((kept, pattern) => kept.replace(pattern, `$1${mask}`), short);
}
