import { expect, test } from 'vitest';
import { notionIdIn } from '../../../src/integrations/notion/ids.ts';

const plain = '0123456789abcdef0123456789abcdef';
const dashed = '01234567-89ab-cdef-0123-456789abcdef';
const other = 'ffffffffffffffffffffffffffffffff';

test.each([
  [plain, dashed],
  [dashed.toUpperCase(), dashed],
  [`https://www.notion.so/techcorp/Runbook-${plain}?pvs=4`, dashed],
  [`https://www.notion.so/${plain}`, dashed],
  [`notion.so/Runbook-${plain}`, dashed],
  [`https://www.notion.so/ws/${other}?v=${other}&p=${plain}&pm=s`, dashed],
  [`https://techcorp.notion.site/Page-${plain}#${other}`, dashed],
  ['Runbook : payments-api', undefined],
  [`Notes sur ${plain}`, undefined],
  ['https://example.com/page', undefined],
])('%s', (given, id) => expect(notionIdIn(given)).toBe(id));
