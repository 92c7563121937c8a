# The api with the built admin and embed. The tree is copied as it is: Node strips types only outside node_modules, so
# `pnpm deploy` (which puts the workspace under node_modules) cannot be used.
FROM node:26-slim AS build
WORKDIR /app
RUN npm install --global pnpm@10.34.9
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY shared/package.json shared/
COPY api/package.json api/
COPY embed/package.json embed/
COPY admin/package.json admin/
COPY zaal/package.json zaal/
RUN pnpm install --frozen-lockfile
COPY . .
RUN pnpm run build

FROM node:26-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
RUN npm install --global pnpm@10.34.9
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY shared/package.json shared/
COPY api/package.json api/
COPY embed/package.json embed/
COPY admin/package.json admin/
COPY zaal/package.json zaal/
# no embedded PostgreSQL and no second Node: the database is a service of its own
RUN pnpm install --frozen-lockfile --prod --no-optional --filter @pr8werk/api... && pnpm store prune
COPY shared/src shared/src
COPY api/src api/src
COPY migrations migrations
COPY --from=build /app/admin/dist admin/dist
COPY --from=build /app/embed/dist embed/dist
COPY --from=build /app/zaal/dist zaal/dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health/ready').then((it) => process.exit(it.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "api/src/main.ts"]
