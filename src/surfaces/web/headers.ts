import type { NextFunction, Request, Response } from 'express';

/** Headers of every answer of the API: nothing is cached, nothing is framed, nothing is guessed. */
export function securityHeaders(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('cache-control', 'no-store');
  response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  next();
}
