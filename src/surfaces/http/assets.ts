import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import express from 'express';
import type { Router } from 'express';

const pico = createRequire(import.meta.url).resolve('@picocss/pico/css/pico.indigo.min.css');
const own = new URL('assets/nox.css', import.meta.url);
const sheet = Buffer.concat([readFileSync(pico), readFileSync(own)]);
const compressed = { br: brotliCompressSync(sheet), gzip: gzipSync(sheet) };

/** Where the one stylesheet of all pages is: named by its content, so that browsers may keep it for ever. */
export const stylesheetPath = `/assets/${createHash('sha256').update(sheet).digest('base64url').slice(0, 16)}.css`;

/** Serves the stylesheet, compressed where the browser takes it. It is public and the same for everybody. */
export function assetRoutes(): Router {
  const router = express.Router();
  router.get('/assets/:name', (request, response, next) => {
    if (request.path !== stylesheetPath) return next();
    const encoding = request.acceptsEncodings('br', 'gzip');
    response.set({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/css; charset=utf-8',
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
    });
    if (encoding !== 'br' && encoding !== 'gzip') return void response.send(sheet);
    response.set('content-encoding', encoding).send(compressed[encoding]);
  });
  return router;
}
