# Tryggve as one container: Node, the packages of a server, and the sources as they are (nothing is built, decision 9).
# It runs as an ordinary user on a file system that it cannot write; only /data is its own, and only SQLite needs it:
#
#   docker build --tag tryggve .
#   docker run --read-only --cap-drop ALL --security-opt no-new-privileges --stop-timeout 30 \
#     --env-file tryggve.env --volume tryggve-data:/data --publish 127.0.0.1:3978:3978 tryggve
#
# Why Debian and not Alpine, and what was tried without Docker: docs/decisions/0031-the-container.md.

FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
# What no server reads: maps, types, the sources of SQLite, and its binaries for other systems. 90 MB of 240.
RUN find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete \
  && rm -rf node_modules/better-sqlite3/deps node_modules/better-sqlite3/src \
  && rm -f node_modules/better-sqlite3/prebuilds/darwin-* node_modules/better-sqlite3/prebuilds/win32-*

FROM node:24-slim
ENV NODE_ENV=production \
  DATABASE_URL=sqlite:/data/tryggve.db \
  SQLITE_TMPDIR=/data
RUN install --directory --owner=1000 --group=1000 --mode=0700 /data
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json .env.example ./
COPY data data
COPY scripts scripts
COPY src src
# By number, so that an orchestrator can see that it is not root. It is the user "node" of the image.
USER 1000:1000
VOLUME /data
EXPOSE 3978
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3978}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--require", "./scripts/require-node.cjs", "src/main.ts"]
