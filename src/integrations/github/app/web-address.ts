/**
 * Where people see the GitHub whose API is at an address: github.com for api.github.com, and GitHub Enterprise's own host
 * (https://docs.github.com/en/enterprise-server@latest/rest/quickstart).
 */
export function webAddressOf(apiUrl: string): string {
  const { origin, host } = new URL(apiUrl);
  return /^api\.(github\.com|[\w-]+\.ghe\.com)$/.test(host) ? origin.replace('//api.', '//') : origin;
}
